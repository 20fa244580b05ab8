import { authorize } from "../../../access/index.js";
import { actorOf, inScope, type RequestContext } from "../../../platform/context.js";
import { conflict, invalidInput, notFound } from "../../../platform/errors.js";
import { record } from "../../../platform/record.js";
import { startValidation } from "../../../platform/validation.js";
import { rowIdOf } from "../global-id.js";
import type { UpdatePersonInput } from "../people.inputs.js";
import { findPersonForChange, type PersonRow, updatePersonRow } from "../people.store.js";
import { checkWorkTelephone, tidyTelephone } from "../work-telephone.js";

/** Changes the name, the desk number or the work telephone of a person of the administrator's subtree. */
export async function updatePerson(context: RequestContext, input: UpdatePersonInput): Promise<PersonRow> {
  const actor = actorOf(context);
  const id = rowIdOf(input.id, "Person", "id");
  const changes = readChanges(input);
  return inScope(context, async (tx) => {
    const found = await findPersonForChange(tx, actor, id);
    if (found === null) throw notFound("id");
    authorize(actor, "person.manage", found);
    if (found.version !== input.version) throw conflict(found.version);
    const row = await updatePersonRow(tx, found, changes);
    await record(tx, actor, {
      action: "person.manage",
      subject: { type: "Person", id, version: row.version, place: row },
      at: context.clock.now(),
      requestId: context.requestId,
      detail: { change: "update", fields: Object.keys(changes) },
      events: [{ type: "person.updated" }],
    });
    return row;
  });
}

type PersonChanges = Partial<Pick<PersonRow, "name" | "staffNumber" | "workTelephone">>;

function readChanges({ name, staffNumber, workTelephone }: UpdatePersonInput): PersonChanges {
  if (name === undefined && staffNumber === undefined && workTelephone === undefined) {
    throw invalidInput("name", {
      zh: "没有需要修改的内容。",
      en: "Nothing is to be changed: give a name, a staff number or a work telephone.",
    });
  }
  const check = startValidation();
  if (name !== undefined) check.text("name", name, 60, 1);
  check.text("staffNumber", staffNumber, 20);
  checkWorkTelephone(check, workTelephone);
  check.finish();
  return {
    ...(name == null ? {} : { name }),
    ...(staffNumber === undefined ? {} : { staffNumber }),
    ...(workTelephone === undefined
      ? {}
      : { workTelephone: workTelephone === null ? null : tidyTelephone(workTelephone) }),
  };
}
