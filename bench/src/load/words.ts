import { type Random, zipf } from "./random.js";

const families = zipf([..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾"], 0.5);
const givenOnes = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建文志梅春"];
const signs = [..."鑫源永兴德茂金泰恒隆盛祥和顺福康美佳百惠宏达新联华润天虹众诚家乐悦尚优品"];
const trades = zipf(
  [
    "商贸有限公司",
    "超市",
    "电子商务有限公司",
    "餐饮管理有限公司",
    "药房",
    "服装店",
    "汽车销售服务有限公司",
    "健身服务有限公司",
    "教育咨询有限公司",
    "电器商行",
    "便利店",
    "物业服务有限公司",
  ],
  0.6,
);
const goods = [
  "手机",
  "冰箱",
  "奶粉",
  "口罩",
  "蔬菜",
  "猪肉",
  "连衣裙",
  "运动鞋",
  "健身卡",
  "培训课程",
  "轿车",
  "空调",
  "面包",
  "保健品",
  "化妆品",
  "酒店房间",
  "快递",
  "电动自行车",
  "大米",
  "白酒",
];
const troubles = [
  "付款时的价格高于货架标签，店员拒绝退还差价",
  "使用三天后出现故障，商家拒绝按三包规定更换",
  "已过保质期仍在销售，食用后身体不适",
  "宣传内容与实物不符，要求退货被拒绝",
  "预付费后门店关闭，余额无法退还",
  "称重短少，复秤相差一成以上",
  "未明码标价，结算时另收服务费",
  "开具的发票与实际金额不一致，多次沟通无果",
  "签订合同后商家擅自更改条款，不同意解除",
  "广告中使用绝对化用语，误导消费者",
];
const wishes = ["退还货款", "更换商品", "赔偿损失", "按规定三倍赔偿", "退还余额", "依法查处", "说明有关规定"];

/** The name of a person; 王小明. */
export const personName = (random: Random): string =>
  families.draw(random) + random.pick(givenOnes) + (random.chance(0.75) ? random.pick(givenOnes) : "");

/** A mobile number. */
export const mobileNumber = (random: Random): string =>
  `1${3 + random.below(7)}${random.below(10)}${String(random.below(100_000_000)).padStart(8, "0")}`;

/** The name of a business in a place. */
export const businessName = (random: Random, place: string): string =>
  `${place}${random.pick(signs)}${random.pick(signs)}${trades.draw(random)}`;

/** What happened, in a citizen's words. */
export const factsOf = (random: Random, business: string): string =>
  `${1 + random.below(12)}月${1 + random.below(28)}日在${business}购买${random.pick(goods)}，${random.pick(troubles)}。`;

/** What the citizen wants. */
export const requestOf = (random: Random): string => `要求${random.pick(wishes)}`;
