import { createApiClient, type ApiClient } from './api-client.js';
import { pageContext } from './page-context.js';

/** The client of a shopper's page: its server is the one that shop.js came from. */
export const pageClient: ApiClient = createApiClient({ server: () => pageContext().state.server });
