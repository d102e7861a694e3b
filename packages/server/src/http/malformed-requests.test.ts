import { describeMalformedRequests } from '../../test/malformed-requests.js';
import { startTestServer } from '../../test/running-server.js';

describeMalformedRequests('SQLite', () => startTestServer({ env: { SHELFWISE_LOG_LEVEL: 'error' } }));
