/**
 * Tag → its module, the modules that it imports, and its messages: names of files in `/v1/modules/` without `.js`,
 * separated by spaces, with `*` for the language. The bundler fills the table in. In an unbundled page it is empty, and
 * modules are found by the shop's settings.
 */
export const builtModules: Record<string, string> = {};

/** Matches a language tag whose language the elements offer. The bundler fills it in, too. */
export const offered = /^(en)\b/;
