import { EMPTY_HASH, extendHash } from '../model/words.ts';

/*
 * Words that carry no meaning of their own, folded as texts are. All languages together, whatever the text is in: a passage has
 * the same content words on a page of one language and in a listing of three.
 */
const WORDS: Readonly<Record<string, string>> = {
  en: 'a an the and or but nor if then than that this these those there here of in on at by to for from with without into onto upon over under about between through during before after above below as so such very too also just only not no is are was were be been being am do does did done doing has have had having will would shall should can could may might must i you he she it we they me him her us them my your his its our their mine yours who whom whose which what when where why how all any both each few more most some other another own same up down out off again once while because until against it dont doesnt didnt isnt arent wasnt cant wont youre its im ive thats theres',
  de: 'der die das den dem des ein eine einen einem einer eines und oder aber sondern denn dass ob wenn als wie wo wer was in im an am auf aus bei beim bis durch fur gegen mit nach ohne seit uber um unter von vom vor zu zum zur zwischen ist sind war waren sein seine seinen seinem seiner bin bist wird werden wurde wurden hat haben hatte hatten kann konnen konnte muss mussen soll sollen ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mein dein unser ihre ihren ihrem ihrer nicht kein keine keinen auch noch nur schon sehr so dann da damit dieser diese dieses diesen diesem alle jede jeder jedes man mehr sowie',
  fr: 'le la les l un une des du de d au aux et ou mais donc or ni car que qui quoi dont ou si comme en dans sur sous par pour avec sans chez vers entre ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles me te se lui y est sont etait etre ete a ont avait avoir ai as ne pas plus tres tout tous toute toutes aussi ainsi lors peut peuvent quand',
  es: 'el la los las un una unos unas y o u pero sino que quien cual cuyo si como en de del al a ante con contra desde hasta para por sin sobre tras entre este esta estos estas ese esa esos esas mi tu su sus nuestro nuestra yo ella nosotros ustedes ellos me te se le les lo nos es son era ser sido fue estar esta estan ha han haber no ni mas muy ya tambien cuando donde todo todos toda todas cada puede pueden',
  it: 'il lo la i gli le un uno una e ed o ma che chi cui se come in di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai con su sul sulla per tra fra questo questa questi queste quello quella mio tuo suo sua suoi sue nostro vostro loro io lui lei noi voi mi ti si ci vi ne e sono era essere stato ha hanno avere non piu molto anche quando dove ogni tutti tutte puo',
  pt: 'o a os as um uma uns umas e ou mas que quem qual se como em de do da dos das no na nos nas ao aos com sem por pelo pela para sobre entre ate este esta estes estas esse essa isso meu seu sua seus suas nosso nossa eu ele ela eles elas me te se lhe e sao era ser foi esta estao tem ter ha nao mais muito tambem ja quando onde todo todos toda todas cada pode podem voce',
  nl: 'de het een en of maar want dat die dit deze als dan in op aan uit bij met naar van voor door over onder tegen tot zonder tussen te is zijn was waren ben wordt worden werd heeft hebben had kan kunnen moet ik jij je u hij zij ze wij we hun hem haar mijn jouw uw ons onze niet geen ook nog al zeer er hier daar alle elke meer',
  pl: 'i a w z ze na do od dla po przez przy pod nad o u za nie jest sa byl byla to ten ta te tego tej tym jak ze ktory ktora ktore jego jej ich sie oraz lub albo ale czy co tak tylko juz bardzo moze',
  sv: 'och i att det som en ett pa ar av for med till den de inte om har kan ska var men eller fran din ditt dina vi du ni sig sin alla mer mycket nar',
  tr: 've ile bir bu su o da de ki mi icin gibi kadar daha cok en ama veya ya her hem ne olan olarak var yok',
  id: 'dan yang di ke dari untuk dengan ini itu pada adalah tidak bisa dapat juga atau akan lebih sangat saat oleh dalam sebagai anda kami kita',
  vi: 'va la cua cho voi co khong duoc trong cac nhung mot nay khi tren duoi nhu cung hoac thi de ban',
  ru: 'и в во на с со для из не по от к ко до у о об или как это что при за под над без его ее её их вы ваш ваша мы наш а но же бы был была было быть есть также более все он она они я ты',
  ja: 'の は を に が と で も へ や か から まで より など です ます する し した して さ れ いる い ある な この その あの これ それ ため よう こと もの た て だ ない また お ご ので では には',
  zh: '的 了 和 与 及 或 是 在 有 为 不 也 都 就 而 且 但 被 把 对 从 到 以 于 您 你 我 我们 他 她 它 这 那 个 等 可 并 让 给 着 很 更 與 為 這 個 們 對 從',
  ko: '은 는 이 가 을 를 의 에 와 과 도 로 으로 에서 및 또는 그리고 그 이 저 수 것 더 등 있습니다 합니다 입니다 있는 하는 할',
  th: 'และ ของ ที่ ใน เป็น มี ได้ ไม่ ให้ จาก กับ หรือ นี้ จะ การ ความ ซึ่ง โดย เพื่อ ก็ แล้ว คุณ เรา',
};

/** Open-addressed set of the words' hashes; a quarter full. */
const MASK = 8191;
const SET = makeSet();

function makeSet(): Int32Array {
  const set = new Int32Array(MASK + 1);
  for (const words of Object.values(WORDS)) {
    for (const word of words.split(' ')) {
      let hash = EMPTY_HASH;
      for (let i = 0; i < word.length; i++) hash = extendHash(hash, word.charCodeAt(i));
      let at = slot(hash);
      while (set[at] !== 0 && set[at] !== hash) at = (at + 1) & MASK;
      set[at] = hash;
    }
  }
  return set;
}

function slot(hash: number): number {
  return (hash ^ (hash >>> 15)) & MASK;
}

/** Whether a word, by its hash, is an article, pronoun, preposition or the like in any language that preclear knows. */
export function isFunctionWord(id: number): boolean {
  for (let at = slot(id); SET[at] !== 0; at = (at + 1) & MASK) if (SET[at] === id) return true;
  return false;
}
