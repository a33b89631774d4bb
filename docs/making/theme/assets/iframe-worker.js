// A page opened from the disk may start no worker, and the search needs one: the same script, in a hidden frame.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(script) {
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.srcdoc = "<!doctype html><title>Search</title>";
      this.inside = new Promise((ready) => {
        frame.onload = () => {
          const inside = frame.contentWindow;
          inside.postMessage = (data) => setTimeout(() => this.onmessage?.({ data: structuredClone(data) }));
          const tag = inside.document.createElement("script");
          tag.src = script;
          tag.onload = () => ready(inside);
          inside.document.head.append(tag);
        };
      });
      document.documentElement.append(frame);
    }
    postMessage(given) {
      const data = structuredClone(given);
      this.inside.then((inside) => inside.onmessage({ data }));
    }
    terminate() {}
  };
}
