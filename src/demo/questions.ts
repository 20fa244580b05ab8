import type { Question } from "./matter.js";

/** Consultations (咨询): some are answered at once, some are passed on. */
export const questions: readonly Question[] = [
  {
    issueClass: "AFTER_SALES",
    topics: ["NO_REASON_RETURN", "ONLINE_SHOPPING"],
    facts: "咨询网购商品七日无理由退货从哪一天起算，运费由谁承担。",
    answer:
      "自收到商品之日起七日内可以退货，退回商品的运费由消费者承担，另有约定的按照约定（消费者权益保护法第二十五条）。",
  },
  {
    issueClass: "CONTRACT",
    topics: ["PREPAID_CARDS", "REFUNDS"],
    facts: "咨询健身房停业后预付卡余额怎么要回来。",
    answer:
      "经营者未按照约定提供商品或者服务的，应当按照消费者的要求履行约定或者退回预付款（消费者权益保护法第五十三条）；可以提供合同和付款凭证，登记投诉。",
  },
  {
    issueClass: "PRICE",
    topics: ["MASKS"],
    facts: "咨询药店口罩没有标价是否违规。",
    answer: "经营者销售商品应当明码标价（价格法第十三条）；可以提供药店名称和地址，登记举报。",
  },
  {
    issueClass: "PRICE",
    topics: ["VEGETABLE_PRICES"],
    facts: "咨询超市蔬菜标价与结算价不一致如何维权。",
    answer: "不得在标价之外加价出售商品（价格法第十三条）；请保留小票和价签照片，可以要求退还多收价款并登记投诉。",
  },
  {
    issueClass: "FOOD_SAFETY",
    topics: [],
    facts: "咨询买到过期食品可以要求多少赔偿。",
    answer: "除赔偿损失外，可以要求价款十倍或者损失三倍的赔偿金，不足一千元的为一千元（食品安全法第一百四十八条）。",
  },
  {
    issueClass: "REGISTRATION",
    topics: [],
    facts: "咨询个体工商户变更经营场所需要提交哪些材料。",
    answer: "可以在当地政务服务网在线办理变更登记，提交变更登记申请书和经营场所使用的相关材料。",
  },
  {
    issueClass: "QUALITY",
    topics: [],
    facts: "咨询新买的汽车变速箱异响，三包期限如何计算。",
    answer:
      "家用汽车三包有效期自开具购车发票之日起计算，交付较晚的自交付之日起；请携带三包凭证与经营者联系，协商不成可以登记投诉。",
  },
  {
    issueClass: "OTHER",
    topics: ["HOUSE_RENTING"],
    facts: "咨询房东不退押金由哪个部门管。",
    answer: "住房租赁合同纠纷可以向住房城乡建设部门反映，也可以向人民法院起诉。",
  },
  {
    issueClass: "CONTRACT",
    topics: ["AUTOMATIC_RENEWAL", "REFUNDS"],
    facts: "咨询手机应用会员自动续费扣款能否退回。",
    answer:
      "经营者应当在自动续费日前以显著方式提请注意（消费者权益保护法实施条例第十条）；请保留扣款记录，可以登记投诉。",
  },
  {
    issueClass: "ADVERTISING",
    topics: ["HEALTH_PRODUCTS", "OLDER_CONSUMERS"],
    facts: "咨询老人参加保健品讲座买了产品，是否属于虚假宣传。",
    answer: "保健食品不得宣称治疗作用；请保留宣传资料和付款凭证，可以同时投诉和举报。",
  },
];
