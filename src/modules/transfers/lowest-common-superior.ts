/**
 * The lowest authority above all bureaus of a matter (共同的上一级市场监督管理部门; art. 33 of Order 121, art. 30 of Order 20): the last
 * code that their paths have in common. Where one of them stands above all others, it is that one itself. Pure.
 *
 * @param paths of each bureau, the codes from the nation down to it; at least two different bureaus of one tree
 * @throws where the paths have nothing in common, or no path is given: they are not of one tree
 */
export function lowestCommonSuperior(paths: readonly (readonly string[])[]): string {
  const [first = [], ...others] = paths;
  const parting = first.findIndex((code, depth) => others.some((path) => path[depth] !== code));
  const superior = first.at(parting === -1 ? -1 : parting - 1);
  if (superior === undefined || parting === 0) throw new Error("the bureaus have no superior in common");
  return superior;
}
