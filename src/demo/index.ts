export { demoBureaus } from "./demo-bureaus.js";
export { type DemoPerson, demoAccounts, demoPeople } from "./demo-people.js";
export { type LoadedCity, loadFigures } from "./figures-load.js";
export {
  type DemoState,
  demoState,
  loadDemoPeople,
  loadDemoTickets,
  loadDemoWorld,
  seedActors,
} from "./load-demo-world.js";
export type { DemoOptions } from "./play.js";
