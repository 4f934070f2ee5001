-- Where in the app a consent leads back to; null: the client's own page.
-- owner: connections

alter table connections.oauth_state add column return_to text check (length(return_to) <= 200 and return_to ~ '^(/[a-z0-9-]+)+$');
