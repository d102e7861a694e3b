export type { Actions, ActionTools } from './action.js';
export { ActionRunner } from './action-runner.js';
