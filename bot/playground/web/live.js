// The WebSocket: events of the playground come in, what the visitor does goes out. It comes back by itself.

let socket;

export function connect(hear, isLost) {
  const address = `${location.protocol.replace("http", "ws")}//${location.host}/page/live`;
  socket = new WebSocket(address);
  socket.onopen = () => isLost(false);
  socket.onmessage = (frame) => JSON.parse(frame.data).forEach(hear);
  socket.onclose = () => {
    isLost(true);
    setTimeout(() => connect(hear, isLost), 1000);
  };
}

/** Whether it could be told. */
export function tell(deed) {
  const isOpen = socket?.readyState === WebSocket.OPEN;
  if (isOpen) socket.send(JSON.stringify(deed));
  return isOpen;
}
