import type { Random } from "../load/random.js";

/** A text of an entry, as a bureau might have written it. */
export interface EntryText {
  title: string;
  keywords: string[];
  body: string;
}

const goods = [
  ..."手机 冰箱 洗衣机 空调 电视 奶粉 口罩 蔬菜 猪肉 鸡蛋 大米 白酒 保健品 化妆品 连衣裙 羽绒服 运动鞋 童装 家具 沙发 床垫 瓷砖 地板 轿车 电动自行车 轮胎 燃气灶 热水器 充电宝 电池 药品 医疗器械 眼镜 黄金首饰 手表 图书 玩具 文具 宠物 鲜花".split(
    " ",
  ),
  ..."健身卡 美容卡 理发卡 洗车卡 游泳卡 培训课程 网络课程 驾校 旅游 酒店房间 机票 演出票 外卖 快递 搬家 家政 装修 物业 停车 租房 婚庆 摄影 月子中心 养老院 电信套餐 宽带 话费 网络游戏 直播打赏 会员".split(
    " ",
  ),
];
const troubles = [
  ..."不退款 不退货 不换货 拒绝维修 拖延退款 不履行承诺 虚假宣传 价格欺诈 临时涨价 哄抬价格 不明码标价 短斤少两 强制消费 捆绑销售 泄露个人信息 不开发票 关门停业 负责人失联 转让店铺 过期变质 有异物 假冒商标 三无产品 质量不合格 夸大功效 霸王条款 不予赔偿 扣留押金 擅自扣款 自动续费".split(
    " ",
  ),
];
const subjects = [
  ..."预付式消费 网络交易 价格监测 食品安全 药品安全 特种设备 计量器具 广告发布 合同格式条款 消费者权益保护 反不正当竞争 产品质量 电子商务 直播营销 校外培训 物业服务 停车收费 医疗美容 房屋租赁 旅游市场 餐饮服务 商品条码 认证认可 知识产权 信用修复 投诉处理 举报奖励 行政调解 十二三一五热线 放心消费".split(
    " ",
  ),
];
const forms = ["条例", "办法", "暂行办法", "规定", "实施细则", "管理规范", "若干规定", "工作规程", "处理指引"];
const asked = ["怎么办", "如何处理", "由谁负责", "多久答复", "需要什么材料", "能否要求赔偿", "是否受理", "有什么规定"];
const ways = ["网购", "在超市购买", "通过平台购买", "在实体店购买", "预付费办理", "电话订购", "直播间购买", "二手购买"];
const extras = [
  "退款",
  "退货",
  "换货",
  "赔偿",
  "发票",
  "押金",
  "价格",
  "质量",
  "七天无理由",
  "三包",
  "时限",
  "管辖",
  "证据",
];

/** The name of a law of a region, such as 江苏省预付式消费管理条例. */
export const lawTitle = (random: Random, region: string): string =>
  `${region}${random.pick(subjects)}${random.chance(0.5) ? "监督" : ""}${random.pick(forms)}（${2005 + random.below(21)}年）`;

/** Some of the sentences of real texts, one after the other. */
function sentences(random: Random, real: readonly string[], least: number, most: number): string {
  const count = least + random.below(most - least + 1);
  return Array.from({ length: count }, () => random.pick(real)).join("");
}

/** An article of a law: sentences of real articles, put together anew. */
export const articleText = (random: Random, law: string, label: string, real: readonly string[]): EntryText => ({
  title: `${law} ${label}`,
  keywords: random.chance(0.2) ? [random.pick(subjects)] : [],
  body: sentences(random, real, 1, 4),
});

/** A question as citizens ask it, with its answer. */
export function questionText(random: Random, real: readonly string[]): EntryText {
  const [thing, trouble] = [random.pick(goods), random.pick(troubles)];
  const title = random.pick([
    () => `${random.pick(ways)}的${thing}，商家${trouble}${random.pick(asked)}？`,
    () => `${thing}${trouble}${random.pick(asked)}？`,
    () => `${thing}${random.pick(extras)}${random.pick(asked)}`,
    () => `关于${thing}${trouble}的问答`,
    () => `${random.pick(extras)}：${thing}${trouble}`,
    () => `消费者投诉${thing}${trouble}，${random.pick(asked)}？`,
  ])();
  const keywords = [...new Set([thing, random.pick(extras), trouble])].slice(0, 1 + random.below(3));
  return { title, keywords, body: `${thing}${trouble}的，${sentences(random, real, 2, 6)}` };
}

/** A template of a reply. */
export function templateText(random: Random, real: readonly string[]): EntryText {
  const [thing, extra] = [random.pick(goods), random.pick(extras)];
  const title = random.pick([
    () => `${thing}${extra}咨询答复`,
    () => `${thing}${random.pick(troubles)}答复口径`,
    () => `${extra}投诉已登记告知（${thing}）`,
    () => `${random.pick(subjects)}咨询答复样本`,
  ])();
  const opening = `{contact.salutation}，您好。您咨询的${thing}${extra}问题，`;
  const body = `${opening}${sentences(random, real, 1, 4)}感谢来电。\n\n{bureau.name}\n{today}`;
  return { title, keywords: random.chance(0.6) ? [extra, thing] : [thing], body };
}

/** The sentences of texts that are there. */
export const sentencesOf = (texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => text.split(/(?<=[。；])/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 10);
