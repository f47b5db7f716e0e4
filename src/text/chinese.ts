/*
 * Traditional characters of notices -> simplified ones, one for one, so that offsets stay. Taiwan and Hong Kong sellers get mails in
 * traditional characters; wordings are written in simplified ones.
 */

const TRADITIONAL =
  '們權訴標專舉報處罰賬帳戶號編證據請書發圖產貨賣買鏈結聯繫電郵線內將會應無與並為個這關閉開單類責資額凍實際題對須選擇認許協議說誤輯頁詳圍違規侵種導從經營業採購銷產預測訊視險顯頻當積約終數錄條據閱讀鎖鑰釋憑';
const SIMPLIFIED =
  '们权诉标专举报处罚账账户号编证据请书发图产货卖买链结联系电邮线内将会应无与并为个这关闭开单类责资额冻实际题对须选择认许协议说误辑页详围违规侵种导从经营业采购销产预测讯视险显频当积约终数录条据阅读锁钥释凭';
const MAP: ReadonlyMap<string, string> = new Map([...TRADITIONAL].map((sign, i) => [sign, SIMPLIFIED.charAt(i)]));
const ANY = new RegExp(`[${TRADITIONAL}]`, 'g');

/** The text with simplified characters; as long as before. Patterns for Japanese pass through here too, so that both sides stay alike. */
export function simplifyChinese(text: string): string {
  return text.replaceAll(ANY, (sign) => MAP.get(sign) ?? sign);
}
