import type { LabelledPair, Telling } from "./labelled-pair.js";

const told = (facts: string, more: Partial<Telling> = {}): Telling => ({
  kind: "COMPLAINT",
  phone: null,
  identity: null,
  person: null,
  respondentName: null,
  creditCode: null,
  division: "320508",
  goodsClass: null,
  issueClass: null,
  receivedOn: "2026-02-03",
  facts,
  ...more,
});

const pair = (why: string, belongTogether: boolean, one: Telling, other: Telling): Omit<LabelledPair, "id"> => ({
  ...{ why, belongTogether, one, other },
});

const caller = { phone: "13812345678" };
const pharmacy = { respondentName: "国大药房观前街店", issueClass: "PRICE", goodsClass: "GOODS_MEDICAL_PROTECTION" };
const market = { respondentName: "万家福超市", issueClass: "FOOD_SAFETY", goodsClass: "GOODS_FOOD" };
const gym = { respondentName: "力健健身俱乐部", issueClass: "AFTER_SALES", goodsClass: "SERVICE_FITNESS" };

/** Pairs written by hand, for the cases on which people disagree or rules stumble, each with the reason of its label. */
export const hardPairs: readonly Omit<LabelledPair, "id">[] = [
  pair(
    "同一人同一店同一事，第二次只说催办",
    true,
    told("国大药房观前街店口罩一只卖8元，平时1元，哄抬价格，2月1日购买，请查处。", { ...caller, ...pharmacy }),
    told("2月1日在国大药房买口罩被收8元一只，上次反映过了一直没人联系我，再问一下结果。", { ...caller, ...pharmacy }),
  ),
  pair(
    "同一人同一店，两次不同的购买",
    false,
    told("1月25日在国大药房观前街店买口罩，一只8元，太贵了。", { ...caller, ...pharmacy }),
    told("2月3日该店酒精一瓶卖到45元，上周才12元。", { ...caller, ...pharmacy }),
  ),
  pair(
    "两位邻居反映同一家店同一天的同一涨价",
    true,
    told("国大药房观前街店今天把口罩从1元涨到8元，门口排了很多人。", { ...pharmacy, phone: "13800001111" }),
    told("观前街的国大药房口罩卖8元一只，昨天还是1元，很多人在排队。", { ...pharmacy, phone: "13900002222" }),
  ),
  pair(
    "连锁的两家分店，同样的话",
    false,
    told("国大药房口罩一只卖8元，平时1元，哄抬价格。", { ...pharmacy, phone: "13800001111" }),
    told("国大药房口罩一只卖8元，平时1元，哄抬价格。", {
      ...{ ...pharmacy, respondentName: "国大药房石路店", division: "320508" },
      phone: "13900002222",
    }),
  ),
  pair(
    "职业索赔的同一模板，不同的店",
    false,
    told("本人在被投诉人处购买食品一件，标签未标注营养成分表，不符合GB28050，要求退一赔十。", {
      ...{ ...caller, ...market },
    }),
    told("本人在被投诉人处购买食品一件，标签未标注营养成分表，不符合GB28050，要求退一赔十。", {
      ...{ ...caller, ...market, respondentName: "家乐便利店" },
      receivedOn: "2026-02-05",
    }),
  ),
  pair(
    "同一模板同一店，各买各的，订单不同",
    false,
    told("在万家福超市网店购买坚果，订单号88010023，宣传含有夸大功效，要求退一赔三。", {
      ...{ ...market, phone: "13700003333" },
    }),
    told("在万家福超市网店购买坚果，订单号88019971，宣传含有夸大功效，要求退一赔三。", {
      ...{ ...market, phone: "13600004444" },
    }),
  ),
  pair(
    "投诉和举报同一件事（混合诉求）",
    true,
    told("1月28日在万家福超市买到过期酸奶，付款23.5元，要求赔偿1000元。", { ...caller, ...market }),
    told("万家福超市销售过期酸奶，1月28日购入，23.5元，请立案查处。", { ...caller, ...market, kind: "REPORT" }),
  ),
  pair(
    "号码只差一位的另一个人，另一家店",
    false,
    told("健身房关门，年卡3600元退不了。", { ...gym, phone: "13812345678" }),
    told("健身房关门，私教课5000元退不了。", { ...gym, respondentName: "奥森健身会所", phone: "13812345679" }),
  ),
  pair(
    "同一家健身房关门，两位会员各自的余额：各有各的请求",
    false,
    told("力健健身俱乐部关门，我的年卡合同号LJ20250018，余额2400元未退。", { ...gym, phone: "13500005555" }),
    told("力健健身俱乐部停业，私教课合同号LJ20250377，剩余18节共5400元没退。", { ...gym, phone: "13300006666" }),
  ),
  pair(
    "丈夫打过电话，妻子又打，同一合同",
    true,
    told("力健健身俱乐部关门，年卡合同号LJ20250018，余额2400元未退。", { ...gym, phone: "13500005555" }),
    told("我爱人在力健健身办的年卡LJ20250018，店关了，2400元余额不退，再来反映。", { ...gym, phone: "13500007777" }),
  ),
  pair(
    "错别字和口语，同一件事",
    true,
    told("在万家福超市买的盒装牛奶过期了，2月1号买的，花了52块。", { ...caller, ...market }),
    told("万家福超市卖过期牛乃，2月1日购买，52元，要求赔尝。", { ...caller, ...market, respondentName: "万家福" }),
  ),
  pair(
    "只知道店的俗名，内容和金额都对得上",
    true,
    told("观前街口那家药房额温枪卖599元，以前199元，2月2日买的。", { ...caller, ...pharmacy, respondentName: null }),
    told("2月2日国大药房观前街店额温枪599元，之前只卖199元。", { ...caller, ...pharmacy }),
  ),
  pair(
    "同一人投诉两家不同的店，内容相近",
    false,
    told("2月2日买口罩一只10元，平时2元，涨价太多。", { ...caller, ...pharmacy }),
    told("2月2日买口罩一只9元，平时2元，涨价太多。", { ...caller, ...pharmacy, respondentName: "百姓缘大药房" }),
  ),
  pair(
    "一个月后同一店又犯，是新的事实",
    false,
    told("1月5日在万家福超市买到过期面包，8元。", { ...caller, ...market, receivedOn: "2026-01-06" }),
    told("2月9日又在万家福超市买到过期面包，8.5元，说明没有整改。", { ...caller, ...market, receivedOn: "2026-02-10" }),
  ),
  pair(
    "补充证据：同一事实",
    true,
    told("1月28日在万家福超市买到过期酸奶，付款23.5元。", { ...caller, ...market }),
    told("补充：1月28日万家福超市过期酸奶的小票和照片已找到，金额23.5元，请一并处理。", {
      ...{ ...caller, ...market },
      receivedOn: "2026-02-06",
    }),
  ),
  pair(
    "没有电话的匿名举报，与实名举报同一事",
    true,
    told("国大药房观前街店库房囤积口罩三千只，对外说没货，2月1日晚卸货。", { ...pharmacy, kind: "REPORT" }),
    told("举报国大药房观前街店囤积口罩约三千只不卖，2月1日夜里看到卸货。", {
      ...{ ...pharmacy, kind: "REPORT" },
      phone: "13100008888",
    }),
  ),
  pair(
    "咨询与投诉：问的是规定，不是那件事",
    false,
    told("咨询超市买到过期食品怎么赔偿。", { ...caller, kind: "CONSULTATION", respondentName: null }),
    told("万家福超市过期酸奶，1月28日购买，23.5元，要求赔偿。", { ...caller, ...market }),
  ),
  pair(
    "公司全称与简称，同一事",
    true,
    told("海信变频空调坏了，1月10日在宏达电器买的，4999元，修两次没修好。", {
      ...{ ...caller, respondentName: "苏州宏达电器有限公司", issueClass: "QUALITY" },
    }),
    told("宏达电器1月10日卖的空调4999元维修两次仍不制冷，要求换货。", {
      ...{ ...caller, respondentName: "宏达电器", issueClass: "QUALITY" },
    }),
  ),
  pair(
    "同一电话是代投诉的机构，不同当事人不同店",
    false,
    told("代当事人反映：在家乐便利店购买临期饮料，价格15元，未标注。", {
      ...{ ...market, ...caller, respondentName: "家乐便利店" },
    }),
    told("代当事人反映：在美佳超市购买散装糕点，价格26元，无生产日期。", {
      ...{ ...market, ...caller, respondentName: "美佳超市" },
    }),
  ),
  pair(
    "同一店同一天，一人投诉涨价一人投诉假货",
    false,
    told("国大药房观前街店2月2日口罩涨到8元一只。", { ...pharmacy, phone: "13800001111" }),
    told("国大药房观前街店2月2日卖给我的口罩是三无产品，没有生产厂家。", {
      ...{ ...pharmacy, issueClass: "QUALITY", phone: "13900002222" },
    }),
  ),
];
