import type { FieldName } from '../../src/model/listing.ts';

/*
 * What stands around a mark in real listings, by trade (the codes of `data/brands/verticals.tsv`). `{x}` is the mark.
 */

/** Titles, bullets and search terms of the goods of one trade. */
export interface Carriers {
  readonly title: readonly string[];
  readonly terms: readonly string[];
  /** What the goods are, for joined words. */
  readonly noun: string;
}

const GENERAL: Carriers = {
  title: [
    'New {x} Design Gift Set for Men and Women, Premium Quality',
    'Hot Sale 2024 {x} Limited Edition, Free Shipping',
    'Premium {x} Collection for Adults, Black',
    'Unisex {x} Fashion Accessory, Birthday Gift Idea',
  ],
  terms: ['{x} gift women men cheap original', 'birthday present {x} best seller quality', 'cheap {x} sale premium'],
  noun: 'gift',
};

/** Carriers by trade; `carriersOf` falls back to goods of any kind. */
const BY_TRADE: Readonly<Record<string, Carriers>> = {
  sh: {
    title: [
      'Mens {x} Running Shoes Lightweight Breathable Sneakers Size 10',
      '{x} Women Slip On Walking Shoes, Non Slip, White/Pink',
      'Low Top Casual Sneakers {x} Unisex Trainers for Gym',
    ],
    terms: ['{x} running shoes men sneakers white', 'women trainers {x} walking shoes size 8', 'schuhe herren {x} sneaker'],
    noun: 'shoes',
  },
  ap: {
    title: [
      '{x} Graphic T-Shirt Short Sleeve Cotton Tee for Men',
      'Womens {x} Hoodie Oversized Pullover Sweatshirt Fall 2024',
      'Winter Jacket {x} Puffer Coat with Hood, Black, XL',
    ],
    terms: ['{x} tshirt men cotton summer', 'hoodie {x} women oversized', 'sudadera {x} hombre invierno'],
    noun: 'hoodie',
  },
  sp: {
    title: [
      '{x} Golf Gloves for Men, Left Hand, Breathable',
      'Gym Workout Leggings {x} High Waist Yoga Pants',
      'Cycling Gear {x} Sports Training Kit, Outdoor Fitness',
    ],
    terms: ['{x} golf training aid', 'yoga fitness {x} workout gear'],
    noun: 'gear',
  },
  ou: {
    title: ['{x} Camping Lantern Waterproof Hiking Gear 2 Pack', 'Insulated Tumbler {x} 30 oz Stainless Steel for Camping'],
    terms: ['{x} camping hiking outdoor tent', 'tumbler {x} insulated fishing'],
    noun: 'camping',
  },
  ba: {
    title: [
      '{x} Leather Crossbody Bag for Women Shoulder Handbag',
      'Designer {x} Tote Bag Large Capacity, Brown Monogram',
      'Ladies Wallet {x} Card Holder Zip Around Purse',
    ],
    terms: ['{x} handbag women leather purse', 'sac a main {x} femme cuir', 'tote bag {x} designer'],
    noun: 'bag',
  },
  be: {
    title: [
      '{x} Eau de Parfum Spray for Women 100ml Long Lasting',
      'Matte Lipstick {x} Set, 6 Colors, Waterproof Makeup',
      'Anti Aging Face Cream {x} Moisturizer with Retinol 50 ml',
    ],
    terms: ['{x} perfume women long lasting', 'makeup {x} lipstick mascara set', 'parfum damen {x}'],
    noun: 'perfume',
  },
  je: {
    title: ['{x} Charm Bracelet 925 Sterling Silver for Women', 'Crystal Necklace {x} Heart Pendant Jewelry Gift'],
    terms: ['{x} bracelet charm silver women', 'earrings {x} crystal gift'],
    noun: 'charm',
  },
  wa: {
    title: ['{x} Mens Automatic Watch Stainless Steel Band Waterproof', 'Luxury Chronograph {x} Wristwatch Sapphire Glass'],
    terms: ['{x} watch men automatic', 'wristwatch {x} women gold'],
    noun: 'watch',
  },
  el: {
    title: [
      '{x} Wireless Earbuds Bluetooth Headphones with Charging Case',
      'Noise Cancelling Headset {x} Over Ear, Deep Bass',
      'Portable Speaker {x} Waterproof 20W Stereo Sound',
    ],
    terms: ['{x} earbuds wireless headphones', 'bluetooth speaker {x} portable', 'kopfhörer {x} kabellos'],
    noun: 'headphones',
  },
  ph: {
    title: [
      '{x} Smartphone Unlocked 128GB 6.5 inch Android Phone',
      'Silicone Phone Cover {x} Shockproof Slim',
      'Mobile Phone {x} Pro Max Dual SIM 5G Black',
    ],
    terms: ['{x} phone unlocked cheap', 'celular {x} barato libre', 'phone case {x} clear'],
    noun: 'phone',
  },
  co: {
    title: ['{x} Laptop 15.6 inch 16GB RAM 512GB SSD Notebook', 'Tablet {x} 10.1 inch Touch Screen with Keyboard'],
    terms: ['{x} laptop notebook 16gb', 'tablet {x} 10 inch'],
    noun: 'laptop',
  },
  ga: {
    title: ['{x} Wireless Game Controller Gamepad Dual Vibration', 'Retro Handheld Console {x} 500 Games Built In'],
    terms: ['{x} controller gamepad', 'game console {x} retro'],
    noun: 'controller',
  },
  of: {
    title: ['{x} Permanent Markers Fine Tip, 24 Assorted Colors', 'Sticky Notes {x} 3x3 in, 12 Pads, Office Supplies'],
    terms: ['{x} markers pens office', 'notebook {x} school supplies'],
    noun: 'markers',
  },
  ap2: {
    title: [
      '{x} Cordless Stick Vacuum Cleaner 25Kpa Powerful Suction',
      'Coffee Maker {x} Single Serve Capsule Machine 1450W',
      'Blender {x} 1200W Smoothie Mixer for Kitchen',
    ],
    terms: ['{x} vacuum cleaner cordless', 'coffee machine {x} capsule', 'staubsauger {x} kabellos'],
    noun: 'vacuum',
  },
  tl: {
    title: [
      '{x} 20V Cordless Drill Driver Kit with 2 Batteries',
      'Impact Wrench {x} Brushless Power Tool Set',
      'Multi Tool Pocket Knife {x} 14 in 1 Pliers',
    ],
    terms: ['{x} drill cordless tool set', 'impact driver {x} 20v', 'akkuschrauber {x} set'],
    noun: 'drill',
  },
  ho: {
    title: [
      '{x} Insulated Water Bottle 32 oz Stainless Steel Leak Proof',
      'Cast Iron Dutch Oven {x} 5.5 qt Enameled Cookware',
      'Scented Candle {x} Home Fragrance Soy Wax',
    ],
    terms: ['{x} water bottle insulated', 'kitchen {x} cookware set', 'kissen {x} bettwäsche'],
    noun: 'bottle',
  },
  au: {
    title: [
      '{x} Car Emblem Badge Sticker 3D Metal Logo',
      'LED Door Lights {x} Car Logo Projector 2 Pcs',
      'Leather Key Chain {x} Auto Accessories',
    ],
    terms: ['{x} car emblem sticker', 'car floor mats {x} auto'],
    noun: 'emblem',
  },
  to: {
    title: [
      '{x} Building Blocks Set 500 Pieces Toy for Boys',
      'Fashion Doll {x} with Dresses and Shoes for Girls',
      'Plush Toy {x} 12 inch Stuffed Animal',
    ],
    terms: ['{x} toys boys building blocks', 'doll {x} dress girl toy', 'spielzeug {x} kinder'],
    noun: 'toy',
  },
  by: {
    title: ['{x} Baby Diapers Size 3, 120 Count, Soft', 'Infant Bottle {x} Anti Colic BPA Free 9 oz'],
    terms: ['{x} baby diapers newborn', 'stroller {x} infant'],
    noun: 'diapers',
  },
  pe: {
    title: ['{x} Dog Chew Toy for Aggressive Chewers, Large', 'Cat Food {x} Dry Kibble Chicken 5 lb'],
    terms: ['{x} dog toy chew', 'cat food {x} dry'],
    noun: 'toy',
  },
  fo: {
    title: [
      '{x} Chocolate Cookies Snack Box 24 Count',
      'Ground Coffee {x} Medium Roast 12 oz Bag',
      'Energy Drink {x} Sugar Free 12 Pack',
    ],
    terms: ['{x} snack chocolate cookies', 'coffee {x} ground'],
    noun: 'snack',
  },
  he: {
    title: [
      '{x} Massage Gun Deep Tissue Percussion Massager',
      'Pain Relief {x} Caplets 100 Count',
      'Herbal Supplement {x} 60 Capsules',
    ],
    terms: ['{x} massage pain relief', 'supplement {x} capsules'],
    noun: 'massager',
  },
  char: {
    title: [
      '{x} Plush Toy 10 inch Stuffed Doll for Kids',
      '{x} T-Shirt Kids Cotton Tee Birthday Party',
      'Cosplay Costume {x} Halloween Outfit for Children',
      '{x} Backpack School Bag for Boys and Girls',
    ],
    terms: ['{x} plush toy kids', '{x} costume cosplay girls', 'camiseta {x} niños'],
    noun: 'plush',
  },
};

/** What stands around marks of a trade. */
export function carriersOf(vertical: string | undefined): Carriers {
  return BY_TRADE[vertical ?? ''] ?? GENERAL;
}

/** The text of a carrier with its place in a listing, and where the mark stands in it. */
export function fill(carrier: string, mark: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = carrier.indexOf('{x}');
  return { text: carrier.replace('{x}', () => mark), start, end: start + mark.length };
}

/** Where carriers stand: three titles to two fields of search terms, as sellers' files have them. */
export const CARRIER_FIELDS: readonly FieldName[] = ['title', 'search-terms', 'title', 'search-terms', 'title'];
