/** The name of a variant, unless its title contains it ("Feather pen, hot pink"). */
export function unsaidVariant(product: {
  title: string;
  variantTitle?: string | undefined;
}): string | undefined {
  const { title, variantTitle } = product;
  if (variantTitle === undefined || variantTitle === '') return undefined;
  return title.toLocaleLowerCase().includes(variantTitle.toLocaleLowerCase()) ? undefined : variantTitle;
}

/** A product's name in a sentence or a list: its title, with its variant if the title does not name it. */
export function wholeTitle(product: { title: string; variantTitle?: string | undefined }): string {
  const variant = unsaidVariant(product);
  return variant === undefined ? product.title : `${product.title} (${variant})`;
}
