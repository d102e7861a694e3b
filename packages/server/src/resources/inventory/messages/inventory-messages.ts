import type { InventoryStatus } from '@shelfwise/core/wire';

/** The words of the inventory export in one language. They read as in the dashboard of that language. */
export interface InventoryMessages {
  columns: {
    product: string;
    title: string;
    variant: string;
    supplier: string;
    categories: string;
    status: string;
    stockLevel: string;
    onOrder: string;
    soldPerDay: string;
    daysLeft: string;
    daysLeftFrom: string;
    daysLeftTo: string;
    reorderPoint: string;
    orderBy: string;
    orderQuantity: string;
    predictedDemand: string;
    /** `{currency}` is the ISO code of the shop's currency. */
    salesLostPerDay: string;
    leadTime: string;
    packSize: string;
    minimumOrder: string;
    serviceLevel: string;
    simulated: string;
  };
  status: Record<InventoryStatus, string>;
  yes: string;
  no: string;
}
