// The state of the page lives in its address, so that a link shows what its sender saw and Back undoes a choice.
import { addressOf, changesBetween, readAddress } from "./choice.js";

export function createState(data) {
  const read = () => readAddress(data, window.location.hash);
  const { at, choice } = read();
  const state = {
    at,
    choice,
    onChoice: [], // (choice, names of what changed)
    onGo: [], // (id)
    addressAt: (id) => addressOf(data, id, state.choice),
    choose(change) {
      window.location.hash = addressOf(data, state.at, { ...state.choice, ...change });
    },
  };
  window.addEventListener("hashchange", () => {
    const now = read();
    const changed = changesBetween(state.choice, now.choice);
    const moved = now.at !== state.at;
    Object.assign(state, now);
    if (changed.length) state.onChoice.forEach((tell) => tell(state.choice, changed));
    if (moved) state.onGo.forEach((tell) => tell(state.at));
  });
  return state;
}
