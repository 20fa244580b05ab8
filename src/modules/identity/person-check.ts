import type { Validation } from "../../platform/validation.js";
import { isLogin } from "./login.js";
import { checkWorkTelephone } from "./work-telephone.js";

/** What is asked of somebody who is to be added. */
export interface NewPerson {
  login: string;
  name: string;
  staffNumber?: string | null;
  workTelephone?: string | null;
}

/** Notes what is wrong with a person who is to be added. */
export function checkNewPerson(check: Validation, { login, name, staffNumber, workTelephone }: NewPerson): void {
  if (!isLogin(login)) {
    check.add("login", {
      zh: "登录名由小写字母和数字组成，以点分隔，例如 suzhou.dispatcher，最多 60 个字符。",
      en: "A login is lower-case words joined by dots, such as suzhou.dispatcher, of at most 60 characters.",
    });
  }
  check.text("name", name, 60, 1);
  check.text("staffNumber", staffNumber, 20);
  checkWorkTelephone(check, workTelephone);
}
