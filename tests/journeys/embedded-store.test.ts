import { describeJourneys } from './journeys.js';

describeJourneys('the embedded store', () => ({}));
