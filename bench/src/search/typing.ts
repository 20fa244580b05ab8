import { createRandom } from "../load/random.js";

/** What operators look for, whole; each is typed letter by letter. */
const wanted = [
  ..."退款 退货 七天无理由 口罩价格 投诉多久答复 三包 发票 预付卡 健身卡退款 价格欺诈 举报奖励 管辖 终止调解 受理时限 过期食品".split(
    " ",
  ),
  ..."消费者 赔偿 押金不退 自动续费 外卖有异物 第二十三条 十五日 调解 哄抬价格 短斤少两 网购七日退货 停车收费 物业".split(
    " ",
  ),
  ..."qtwly tuikuan jiage tk ypfk sanbao tousu jubao".split(" "),
  ..."网上买的衣服怎么退货 商家不退款怎么办 投诉以后多久能答复 口罩涨价了找谁举报 健身房关门了卡里的钱怎么退 的 消 费 应当".split(
    " ",
  ),
  ..."龘 市场监督管理部门 口罩 价格 食品 安全 手机维修 电动自行车电池质量".split(" "),
];

/** What is typed so that no list of suggestions is asked for before: letters of pinyin come one by one, characters too. */
export const typedTexts: readonly string[] = wanted.flatMap((text) =>
  [...text].map((_, place) => [...text].slice(0, place + 1).join("")),
);

/** The same texts in an order that mixes them, so that no two connections ask the same at the same time. */
export function mixedTexts(): string[] {
  const random = createRandom(315);
  const order = typedTexts.map((text) => ({ text, place: random.next() }));
  return order.sort((one, other) => one.place - other.place).map(({ text }) => text);
}
