import { createApiClient, type ApiClient } from './api-client.js';
import { pageContext } from './page-context.js';

/** The client of a shopper's page. Its server is the one that served shop.js. */
export const pageClient: ApiClient = createApiClient({ server: () => pageContext().state.server });
