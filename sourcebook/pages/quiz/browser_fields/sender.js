// Sends a text to the server, each time with the next number, which the server repeats. So an old
// answer confirms nothing, and the same text sent twice is still news to Streamlit.

const PATIENCE_FOR_ANSWER = 5000;

export class Sender {
  #timer;

  // `send` gets the number of the text that it sends.
  constructor(area, turn, send) {
    this.area = area;
    this.turn = turn;
    this.send = send;
  }

  // Sends the text after this many milliseconds without another call.
  sendAfter(milliseconds) {
    this.stop();
    this.#timer = setTimeout(() => this.sendNow(), milliseconds);
  }

  sendNow() {
    this.stop();
    if (!this.area.isConnected) return;
    this.turn += 1;
    this.send(this.turn);
    // Without an answer the server was away; it gets the text again.
    this.sendAfter(PATIENCE_FOR_ANSWER);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
