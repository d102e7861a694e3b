/**
 * Tag → file in `/v1/modules/`, and the chunk they share, of the build that this loader is part of. The bundler puts
 * the names in; without it there are none, and modules are found by the shop's settings.
 */
export const builtModules: Record<string, string> = {};
