/**
 * Tag → its module and those that it imports, of the build that this loader is part of: names of files in
 * `/v1/modules/` without `.js`, separated by spaces. The bundler puts them in; without it there are none, and modules
 * are found by the shop's settings.
 */
export const builtModules: Record<string, string> = {};
