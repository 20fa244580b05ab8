export { demoBureaus } from "./demo-bureaus.js";
export { type DemoPerson, demoAccounts, demoPeople } from "./demo-people.js";
export {
  type DemoOptions,
  type DemoWorld,
  loadDemoPeople,
  loadDemoTickets,
  loadDemoWorld,
  seedActors,
} from "./load-demo-world.js";
