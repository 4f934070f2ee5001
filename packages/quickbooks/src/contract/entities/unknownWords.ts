import { Predicate, SchemaAST } from "effect"
import { closedWords } from "../wire/scalars.ts"
import { EntityName, entitySchemas, type EntityTypes } from "./entityTypes.ts"

type Path = ReadonlyArray<string>

/** Where in an entity a word of a closed list stands; lists are passed through. */
const closedPaths = (ast: SchemaAST.AST, path: Path): ReadonlyArray<Path> => {
  if (ast.annotations?.[closedWords] === true) return [path]
  if (SchemaAST.isObjects(ast))
    return ast.propertySignatures.flatMap((field) => closedPaths(field.type, [...path, String(field.name)]))
  if (SchemaAST.isArrays(ast)) return [...ast.elements, ...ast.rest].flatMap((element) => closedPaths(element, path))
  return []
}

const pathsOf: ReadonlyMap<EntityName, ReadonlyArray<Path>> = new Map(
  EntityName.literals.map((entity) => [entity, closedPaths(entitySchemas[entity].ast, [])])
)

const holdsUnknown = (value: unknown, [key, ...rest]: Path): boolean => {
  if (Array.isArray(value)) return value.some((element) => holdsUnknown(element, key === undefined ? [] : [key, ...rest]))
  if (key === undefined) return value === "unknown"
  return Predicate.hasProperty(value, key) && holdsUnknown(value[key], rest)
}

/** The fields of an object whose word QuickBooks added after our lists were closed: `AccountType`, `Line.DetailType`. Names of fields only. */
export const unknownWords = <Name extends EntityName>(entity: Name, value: EntityTypes[Name]): ReadonlyArray<string> =>
  (pathsOf.get(entity) ?? []).filter((path) => holdsUnknown(value, path)).map((path) => path.join("."))
