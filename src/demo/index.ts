export { demoBureaus } from "./demo-bureaus.js";
export { type DemoPerson, demoAccounts, demoPeople } from "./demo-people.js";
export {
  type DemoOptions,
  type DemoState,
  type DemoWorld,
  demoState,
  loadDemoPeople,
  loadDemoTickets,
  loadDemoWorld,
  seedActors,
} from "./load-demo-world.js";
