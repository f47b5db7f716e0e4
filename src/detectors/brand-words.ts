/*
 * Words that say nothing about a mark and may stand between it and the cue that does. Folded as listings are: no case, no accents.
 */

/** Words that may stand between a cue and the marks of its list. */
export const LIST_WORDS: ReadonlySet<string> = new Set(
  (
    'and or & / + the a an your my all any most many other some new old more such as like including include includes also series model models version generation gen edition ' +
    'select selected up onwards later earlier newer pro max plus mini air ultra lite se fe xl xs xr x s a pad tab fold flip note edge go core inch pcs phone phones smartphone smartphones cell mobile tablet tablets laptop laptops notebook computer computers pc ' +
    'printer printers watch watches smartwatch console consoles controller camera cameras car cars vehicle vehicles truck trucks suv device devices brand brands machine machines vacuum cleaner ' +
    'cleaners vacuums refrigerator fridge tv tvs wireless charging magnetic various latest following und oder y o e et ou dan ve va ile le la les de der die das den el los las un une il lo i gli ' +
    'alle andere folgende folgenden modelle modellen modeles modelos modelli modele suivants siguientes seguenti toutes todos todas tutti wszystkie alle andere tipe merk semua cac dong ' +
    '和 与 及 或 等 的 系列 型号 手机 平板'
  ).split(' '),
);

/** Words between a cue and a mark that praise and say nothing. */
export const PRAISE: ReadonlySet<string> = new Set(
  (
    'arrival arrivals official famous classic popular brand branded luxury designer iconic hot sale best top quality authentic licensed real true perfect exact high ' +
    'parfait parfaite exacte nouveau nouvelle neu neue neuer perfecto perfecta exacta nuevo nueva perfetto perfetta esatta nuovo nuova perfeito perfeita exata novo nova idealna idealny nowa nowy una uno uma um'
  ).split(' '),
);

/** Words that tie a part to the thing. */
export const OF: ReadonlySet<string> = new Set([
  'of',
  'von',
  'vom',
  'de',
  'du',
  'del',
  'della',
  'dell',
  'di',
  'do',
  'da',
  'van',
  '的',
]);

/** Words that deny what follows. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'not no non never isnt arent nicht kein keine keinen nie pas aucun ni nao nem niet geen nie bukan tidak tanpa khong degil 非 不 没 無 ไม่'.split(
    ' ',
  ),
);

/** Words behind which a text tells what comes with the goods, not what they are. */
export const WITH: ReadonlySet<string> = new Set(
  'with w incl including includes mit inkl avec con com z ze dengan kem voi พร้อม 含 配 附 付き 포함'.split(' '),
);

/** Nouns that are no accessory of a maker of just such goods: a `Sony headset` is no headset for a Sony. */
export const OWN_GOODS: ReadonlySet<string> = new Set(
  'speaker speakers headset headsets headphone headphones earphone earphones earbuds keyboard mouse 耳机 音箱 键盘 鼠标 イヤホン スピーカー 이어폰 스피커 auriculares altavoz casque ecouteurs kopfhorer lautsprecher cuffie'.split(
    ' ',
  ),
);

/** Accessories that are as often goods of their own: a speaker is sold for no other thing. */
export const GOODS: ReadonlySet<string> = new Set(
  (
    'speaker speakers headset headsets headphone headphones earphone earphones earbuds keyboard mouse controller bag bags bracelet kit bundle memory ram ssd lens lenses shell brush brushes film ink wrap skin skins parts part ' +
    'grip stand band bands blade blades bulb bulbs battery batteries cable cables hub tripod remote filter filters 耳机 音箱 键盘 鼠标 包 电池 イヤホン スピーカー キーボード マウス バッグ 電池 이어폰 스피커 키보드 마우스 가방 배터리 ' +
    'lautsprecher kopfhorer tastatur maus tasche akku altavoz auriculares teclado raton bolsa bateria haut-parleur ecouteurs casque clavier souris sac batterie cuffie tastiera borsa batteria fone alto-falante baterai tas loa tai nghe ลำโพง หูฟัง'
  ).split(' '),
);
