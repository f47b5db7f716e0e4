/** Where the page of a listing is. */
export function listingPath(listing: string, marketplace: string): string {
  return `/listing?${new URLSearchParams({ id: listing, marketplace })}`;
}

/** Where a listing's picture is. */
export function picturePath(listing: string, marketplace: string, slot: string): string {
  return `/picture?${new URLSearchParams({ id: listing, marketplace, slot })}`;
}
