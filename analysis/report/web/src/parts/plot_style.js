// How every drawing of Plot writes: the page's font, muted, with room for labels beyond the frame.
export const plotStyle = {
  fontSize: "12px", fontFamily: "inherit", color: "var(--muted)", background: "none", overflow: "visible",
};
