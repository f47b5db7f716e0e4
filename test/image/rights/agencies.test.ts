import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileAgencies } from '../../../src/image/rights/agencies.ts';
import { coreWords, namesOwner } from '../../../src/image/rights/owner-names.ts';
import type { RightsField } from '../../../src/model/evidence.ts';

const read = (name: string): string => readFileSync(`data/images/${name}`, 'utf8');
const agencies = compileAgencies(read('agencies.tsv'), read('nobody.tsv'));

const said = (field: RightsField, text: string, where = 'XMP x'): string | undefined =>
  agencies.find([{ field, where, text }], 'photos/1.jpg')?.agency;
const named = (path: string): string | undefined => agencies.find([], path)?.agency;

describe('the table of agencies', () => {
  it('has six cells a row, every name once', () => {
    const rows = read('agencies.tsv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    expect(rows.filter((cells) => cells.length !== 6)).toEqual([]);
    const names = rows.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const [name = '', zh = ''] of rows) {
      expect([name, said('credit', name)]).toEqual([name, name]);
      expect([zh, said('holder', `© 2025 ${zh || name}`)]).toEqual([zh, name]);
    }
  });
});

describe('Agencies.find', () => {
  it.each<[RightsField, string, string]>([
    ['credit', 'Getty Images', 'Getty Images'],
    ['credit', 'GETTY IMAGES/ISTOCKPHOTO', 'Getty Images'],
    ['holder', '© Monkey Business - stock.adobe.com', 'Adobe Stock'],
    ['creator', 'Marta Lindqvist / Shutterstock', 'Shutterstock'],
    ['source', 'VCG', 'Visual China Group'],
    ['holder', '版权所有：视觉中国', 'Visual China Group'],
    ['credit', '图虫创意', 'Tuchong'],
    ['creator', '摄图网', '699pic'],
    ['note', 'See https://www.depositphotos.com/license.html', 'Depositphotos'],
    ['terms', 'https://cn.dreamstime.com/', 'Dreamstime'],
    ['id', 'shutterstock_1234567890', 'Shutterstock'],
  ])('knows %s “%s”', (field, text, agency) => {
    expect(said(field, text)).toBe(agency);
  });

  it.each<[RightsField, string]>([
    ['creator', 'Veer Kapoor'],
    ['creator', 'Alice Reuters'],
    ['note', 'Getty Images may not have it'],
    ['web', 'https://gettyimages.com.fake-shop.example/'],
    ['web', 'https://notistockphoto.com.example'],
    ['id', '1234567890'],
    ['holder', 'Afro アフロ ウィッグ 専門店'],
  ])('does not take %s “%s” for one', (field, text) => {
    expect(said(field, text)).toBeUndefined();
  });

  it('knows the numbers that Getty writes into a namespace of its own', () => {
    expect(said('id', '98765', 'XMP GettyImagesGIFT:AssetID')).toBe('Getty Images');
  });

  it.each([
    ['photos/shutterstock_1234567890.jpg', 'Shutterstock'],
    ['GettyImages-1234567-crop.jpg', 'Getty Images'],
    ['https://cdn.example/img/AdobeStock_123456789.jpeg?w=800', 'Adobe Stock'],
    ['C:\\图\\摄图网_501234567_厨房（非企业商用）.jpg', '699pic'],
    ['图/VCG211234567890.jpg', 'Visual China Group'],
    ['stock-photo-red-mug-on-white-2345678901.jpg', 'Shutterstock'],
    ['istock-1234567890.webp', 'iStock'],
    ['depositphotos_12345678-stock-photo-mug.jpg', 'Depositphotos'],
    ['pixta_12345678_M.jpg', 'PIXTA'],
    ['千图网-12345678.png', '58pic'],
  ])('knows the file name %s', (path, agency) => {
    expect(named(path)).toBe(agency);
  });

  it.each([
    'stock-photo.jpg',
    'shutter-stock_12.jpg',
    'VCG100.jpg',
    'alamy.jpg',
    'myistock-1234567.jpg',
    'IMG_20260301_102233.jpg',
    '',
    'DSC_0001.NEF',
  ])('does not take the file name %s for one', (path) => {
    expect(named(path)).toBeUndefined();
  });
});

describe('Agencies.isNobody', () => {
  it.each([
    'Picasa',
    'Adobe Photoshop',
    'Unknown',
    'SONY DSC',
    'OLYMPUS DIGITAL CAMERA',
    'SAMSUNG CAMERA PICTURES',
    'NIKON CORPORATION',
    'Copyright 2024',
    '© 2019-2024. All rights reserved.',
    'Microsoft',
    '微软用户',
    '未知',
    'your name',
    '   ',
    '12345',
    'Made with Google AI',
    'Windows 用户',
    'Photographer',
  ])('takes “%s” for nobody', (name) => {
    expect(agencies.isNobody(name)).toBe(true);
  });

  it.each([
    'Marta Lindqvist',
    '王建国',
    '© Norvane GmbH',
    'info@norvane.example',
    'Canon EF Studio Beihu',
    '佚名摄影工作室',
    'Li Na',
  ])('takes “%s” for somebody', (name) => {
    expect(agencies.isNobody(name)).toBe(false);
  });
});

describe('namesOwner', () => {
  it.each([
    ['© 2024 HILLMOOR Ltd. All rights reserved', 'Hillmoor'],
    ['Hillmoor', 'Hangzhou Hillmoor Trading Co., Ltd.'],
    ['杭州山丘贸易有限公司 版权所有', '杭州山丘贸易'],
    ['山丘贸易', '杭州山丘贸易有限公司'],
    ['photo@hillmoor.example', 'Hillmoor'],
    ['Zhang Wei, Studio Beihu', 'Studio Beihu'],
    ['JÜRGEN MÜLLER', 'Jürgen Müller'],
  ])('finds in “%s” the owner %s', (line, owner) => {
    expect(namesOwner(line, owner)).toBe(true);
  });

  it.each([
    ['© Marta Lindqvist', 'Hillmoor'],
    ['Hill', 'Hillmoor'],
    ['Studio', 'Studio Beihu'],
    ['Ltd', 'Hillmoor Ltd'],
    ['All rights reserved', 'Hillmoor'],
    ['Hillmoorland Photos', 'Hillmoor'],
    ['', 'Hillmoor'],
    ['© Marta', ''],
  ])('does not find in “%s” the owner %s', (line, owner) => {
    expect(namesOwner(line, owner)).toBe(false);
  });

  it('leaves of a copyright line the name', () => {
    expect(coreWords('Copyright (c) 2020-2024 by Norvane. All rights reserved.')).toEqual(['norvane']);
  });
});
