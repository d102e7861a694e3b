export { rankBuyAgain } from './buy-again.js';
export {
  chooseAmong,
  chooseOptions,
  chooseVisitOptions,
  historyCandidates,
  type OptionsQuestion,
} from './choose-options.js';
export { emptySequences, SequencesBuilder, sequenceAt, sliceSequences, type Sequences } from './sequences.js';
export { createNeighborVote, type NeighborVote, type Voted, type WeightedTable } from './neighbor-vote.js';
export { neighborsOf, type NeighborTable, type TableRow } from './neighbor-table.js';
export {
  createSessionQuery,
  fitSessions,
  type NextItem,
  sessionDefaults,
  type SessionModel,
  type SessionOptions,
  type SessionQuery,
} from './session-knn.js';
export {
  cartDefaults,
  fitTogether,
  togetherDefaults,
  type TogetherModel,
  type TogetherOptions,
} from './bought-together.js';
export { fitItemPairs, type PairOptions } from './item-pairs.js';
export { fitPersonal, gatherHistories, personalDefaults } from './personal.js';
export { contentDefaults, fitContent, type ContentItem, type ContentOptions } from './content-similarity.js';
export { fitPopularity, popularityDefaults, type Popularity, type PopularityOptions } from './popularity.js';
export {
  fitRecommender,
  newForDays,
  type RecommendableItem,
  type RecommenderOptions,
  type ShopData,
} from './fit-recommender.js';
export { decodeRecommender, encodeRecommender } from './recommender-codec.js';
export { placementLadders, type Rung } from './placement-ladders.js';
export { createRecommender, type Recommender, type Row, type RowItem, type RowQuery } from './recommender.js';
export type { RecommenderModel } from './recommender-model.js';
