/**
 * Traditional characters (繁体) with the simplified ones, pair by pair: those of the words that price rules look for, no
 * more. Names and places of a text need not be known.
 */
const pairs =
  "價价貴贵漲涨錢钱費费賣卖買买標标單单據据實实際际東东計计減减虛虚偽伪傳传詐诈騙骗壓压條条團团購购貨货質质問问題题係系強强亂乱個个塊块萬万兩两幾几參参倉仓積积獨独壟垄斷断聯联場场開开關关門门業业電电熱热" +
  "氣气車车運运輸输遊游導导員员館馆飯饭廳厅麵面雞鸡魚鱼蝦虾豬猪蘋苹葉叶蔥葱薑姜鹽盐藥药醫医療疗診诊檢检驗验測测護护臺台檯台櫃柜結结賬账帳账額额應应該该規规則则準准範范調调動动變变轉转換换還还補补償偿遲迟" +
  "給给過过遠远遙遥離离譜谱災灾難难無无沒没顯显註注誤误誘诱優优劃划線线貼贴簽签籤签銷销營营務务發发現现圖图樣样與与從从僅仅幣币廣广滿满滅灭盜盗資资產产廠厂廢废壞坏爛烂臟脏髒脏蟲虫餘余儲储預预約约訂订違违" +
  "協协議议責责賠赔學学課课習习師师誠诚認认證证許许識识說说話话語语請请謝谢訴诉諾诺論论設设評评詢询試试搶抢槍枪掛挂撥拨擔担擇择攔拦較较輕轻載载輛辆銀银鐵铁鋪铺錄录鎖锁鐘钟隻只雙双雜杂雖虽須须顧顾類类飲饮" +
  "養养駕驾馬马體体髮发鮮鲜麼么點点齊齐齒齿龍龙罰罚網网續续級级組组經经緊紧絕绝統统綠绿維维緩缓編编總总織织縮缩縣县纖纤纏缠殺杀徵征贈赠後后當当時时間间樓楼來来會会員员讓让這这";

const simplified = new Map(
  Array.from({ length: pairs.length / 2 }, (_, pair) => [pairs[2 * pair], pairs[2 * pair + 1]]),
);

/** Answers the simplified form of one UTF-16 unit, or the unit itself. */
export function simplify(unit: string): string {
  return simplified.get(unit) ?? unit;
}
