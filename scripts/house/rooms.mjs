import path from 'node:path';

/**
 * The rooms of the server from the ground up. A file may import from its own room and from rooms on lower floors, and
 * from no other room of its own floor. The order leaves no way round in a circle.
 */
export const serverFloors = [
  ['network'],
  ['config.ts'],
  ['stores/port'],
  ['observability'],
  ['rules'],
  ['stores/shared'],
  ['stores/sqlite', 'stores/mongodb', 'following'],
  ['access'],
  ['product-search', 'outside', 'http'],
  ['stores/open-store.ts', 'assistants', 'forecasters', 'notifiers'],
  ['resources'],
  ['jobs', 'owner-area'],
  ['app.ts'],
  ['composition', 'composition.ts'],
  ['serve.ts'],
  ['cli'],
  ['cli.ts', 'main.ts'],
];

/** The adapters of the store. Only the file that opens a store sees them. */
const adapters = ['stores/sqlite', 'stores/mongodb'];
const adapterUsers = ['stores/open-store.ts'];

const server = 'packages/server/src/';
const rooms = serverFloors.flat();
const floorOf = (room) => serverFloors.findIndex((floor) => floor.includes(room));

/** The room of a file of the server; undefined elsewhere. @param {string} file path from the repository's root */
export function roomOf(file) {
  if (!file.startsWith(server)) return undefined;
  const inside = file.slice(server.length);
  return rooms.find((room) => inside === room || inside.startsWith(`${room}/`)) ?? 'none';
}

/**
 * Why a file may not import another one; undefined when it may.
 * @param {string} from path from the repository's root
 * @param {string} to path from the repository's root
 */
export function findForbiddenImport(from, to) {
  const room = roomOf(from);
  const imported = roomOf(to);
  if (room === undefined || imported === undefined || room === imported) return undefined;
  if (room === 'none') return `${from} is in no room: see serverFloors in scripts/house/rooms.mjs.`;
  if (adapters.includes(imported) && !adapterUsers.includes(room))
    return `${room} sees ports, never adapters.`;
  if (floorOf(imported) < floorOf(room)) return undefined;
  return `${room} does not import ${imported}: see serverFloors in scripts/house/rooms.mjs.`;
}

/** ESLint rule: imports keep to the floors of the server. */
export const roomsRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{ reason }}' } },
  create(context) {
    const from = path.relative(context.cwd, context.filename);
    const check = ({ source }) => {
      if (!source?.value?.startsWith?.('.')) return;
      const file = path.join(path.dirname(from), source.value).replace(/\.js$/, '.ts');
      const reason = findForbiddenImport(from, file);
      if (reason) context.report({ node: source, messageId: 'forbidden', data: { reason } });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};
