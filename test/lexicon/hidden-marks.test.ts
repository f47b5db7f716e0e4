import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMarks } from '../../src/lexicon/find-marks.ts';
import { openLexicon } from '../../src/references/brand-tables.ts';
import { splitText } from '../../src/text/field-text.ts';

const lexicon = openLexicon(join(import.meta.dirname, '../../data/brands'));

/** `Nike leet` for every mark that a text hides, `Nike` for one that stands there openly. */
function marksIn(text: string): string[] {
  return findMarks(lexicon, splitText(text)).map(({ form, undone }) => {
    const { mark } = lexicon.markOf(lexicon.formOf(form)?.mark ?? -1) ?? { mark: '?' };
    return undone === undefined ? mark : `${mark} ${undone}`;
  });
}

describe('a mark in disguise', () => {
  it.each([
    // Digits and signs among letters.
    ['S@msung plug', ['Samsung leet']],
    ['4didas', ['Adidas leet']],
    ['Ad1d@s', ['Adidas leet']],
    ['4d1d45 socks', ['Adidas leet']],
    ['G00gle', ['Google leet']],
    ['L€go', ['LEGO confusable']],
    ['Pok3mon mug', ['pokemon leet']],
    ['$amsung', ['Samsung leet']],
    ['@didas $neakers', ['Adidas leet']],
    ['Adida$', ['Adidas leet']],
    ['Leg0 bricks', ['LEGO leet']],
    ['Nik3', ['Nike leet']],
    ['N!K3', ['Nike leet']],
    ['Gu¢¢i', ['Gucci confusable']],
    ['L0uis Vuitt0n bag', ['Louis Vuitton leet']],
    ['H3llo Kitty', ['hello kitty leet']],
    // Letters of other scripts, and letters that are drawn otherwise.
    ['СОАСН bag', ['Coach confusable']],
    ['Аdіdаs', ['Adidas confusable']],
    ['ΝΙΚΕ', ['Nike confusable']],
    ['ɴɪᴋᴇ', ['Nike confusable']],
    ['ᑎIKE', ['Nike confusable']],
    ['ꓠІꓗꓰ', ['Nike confusable']],
    ['Nıke', ['Nike confusable']],
    ['Дisney', ['Disney confusable']],
    ['sarnsung', ['Samsung confusable']],
    ['svvarovski', ['Swarovski confusable']],
    ['aclidas', ['Adidas confusable']],
    // What folding undoes.
    ['ＮＩＫＥ', ['Nike']],
    ['𝐍𝐢𝐤𝐞', ['Nike']],
    ['Ⓝⓘⓚⓔ', ['Nike']],
    ['🅽🅸🅺🅴', ['Nike']],
    ['🇳🇮🇰🇪', ['Nike']],
    ['N̶i̶k̶e̶', ['Nike']],
    ['Ni\u200bke', ['Nike']],
    ['Ni\u00adke', ['Nike']],
    ['N\u202eike', ['Nike']],
    ['Ni\ufe0fke', ['Nike']],
    ['Nîké', ['Nike']],
    // Letters apart.
    ['N i k e shoes', ['Nike spacing']],
    ['N.I.K.E', ['Nike spacing']],
    ['n-i-k-e', ['Nike spacing']],
    ['n_i_k_e', ['Nike spacing']],
    ['n/i/k/e', ['Nike spacing']],
    ['N*I*K*E', ['Nike spacing']],
    ['N  i  k  e', ['Nike spacing']],
    ['A d i d a s', ['Adidas spacing']],
    ['G U C C I S M L', ['Gucci spacing']],
    ['Ni ke', ['Nike spacing']],
    ['Adi-das', ['Adidas spacing']],
    ['N★ike', ['Nike spacing']],
    ['Ni•ke', ['Nike spacing']],
    ['a🔥didas', ['Adidas spacing']],
    ['N I K E   A I R', ['Nike spacing']],
    ['Xi/aomi', ['Xiaomi spacing']],
    ['c|oach', ['Coach spacing']],
    ['#gymsharkleggings legotoys', ['Gymshark spacing', 'LEGO spacing']],
    // Names of several words.
    ['K!nd€r Bu€no', ['Kinder Bueno confusable']],
    ['Hyrdo Flask', ['Hydro Flask spelling']],
    ['physicians formul~a', ['Physicians Formula spacing']],
    ['HOND@ ODY$$EY', ['Honda Odyssey leet']],
    ['L~oro Piana', ['Loro Piana spacing']],
    ['B@n@n@ Bo@t', ['Banana Boat leet']],
    ['Fοrmυla 409', ['Formula 409 confusable']],
    ['k-ѕwiѕѕ', ['K-Swiss confusable']],
    ['ʟ.ʟ.ʙᴇᴀɴ', ['L.L.Bean confusable']],
    ['Hamιltοn Βeαch', ['Hamilton Beach confusable']],
    ['Ford Mu$t@ng emblem', ['Ford Mustang leet']],
    ['Har|ry Potter plush', ['harry potter spacing']],
    ['faber-castellmarkers', ['Faber-Castell spacing']],
    ['Gratephul Dead shirt', ['grateful dead spelling']],
    ['leg+o', ['LEGO spacing']],
    // A word of French, on goods that are sold in English.
    ['Magic Mixiez for the kids room', ['Magic Mixies spelling']],
    // Letters repeated.
    ['Niiike', ['Nike spelling']],
    ['Adidaas', ['Adidas spelling']],
    // Other scripts.
    ['耐 克', ['Nike']],
    ['耐克运动鞋', ['Nike']],
    ['阿迪达斯', ['Adidas']],
    ['ナイキ シューズ', ['Nike']],
    ['나이키', ['Nike']],
    ['Найк', ['Nike']],
    ['Адидас кроссовки', ['Adidas']],
    ['Pokémon', ['pokemon']],
  ])('is seen in %j', (text, expected) => {
    expect(marksIn(text)).toEqual(expected);
  });

  it.each([
    's10 mp3 b00k a4 usb3',
    'CAS10 1e60 l1000 x360',
    'AC DC adapter',
    'h m 100',
    'S, M, L, XL, XXL',
    'size S M L X',
    'Nikki and Sonia',
    'сосна и пике',
    'the phone in the garden, vitamin and matte laser watch',
    'coche parche bikin',
    'Made in 🇺🇸 🇬🇧',
    '$5 off @ home! 5+1',
    'anti-slip on/off t-shirt',
    'not yet! waah! +0ms',
    'Black/Pink and black,pink',
    'Magic mixiez pour la maison, flod och hav, founder Paul Van Doren',
    'yonx towel, wool rich',
    'sun burn after sun 【you】well salon robeez',
  ])('is not seen in %j', (text) => {
    expect(marksIn(text)).toEqual([]);
  });
});

describe('a mark misspelt', () => {
  it.each([
    ['aripods', ['AirPods spelling']],
    ['snmsung 8', ['Samsung spelling']],
    ['xioami 5', ['Xiaomi spelling']],
    ["Samsumg's phone", ['Samsung spelling']],
  ])('is seen in %j', (text, expected) => {
    expect(marksIn(text)).toEqual(expected);
  });
});

describe('a mark as it is written', () => {
  it.each([
    ["M&M's candy", ["M&M's"]],
    ['H&M shirt', ['H&M']],
    ["Barbie's Legos", ['Barbie', 'LEGO']],
    ['#gymshark @nike', ['Gymshark', 'Nike']],
    ['www.nike.com', ['Nike']],
    ['louisvuitton LouisVuitton', ['Louis Vuitton', 'Louis Vuitton']],
    ['iphone15 case', ['iPhone']],
    ['Yves Saint-Laurent', ['Saint Laurent']],
  ])('is seen in %j', (text, expected) => {
    expect(marksIn(text)).toEqual(expected);
  });
});
