// Voice messages: recorded where there is a microphone, else three seconds of a hum.

const RATE = 8000;
const SECONDS = 3;
const recording = new Map();

/** Whether somebody's phone is recording. */
export const isRecording = (person) => recording.has(person);

/** Stop what is being recorded on somebody's phone. */
export const stopRecording = (person) => recording.get(person)?.();

/** Record on somebody's phone until it is stopped; `taken(blob, seconds)`. False: there is no microphone. */
export async function startRecording(person, taken) {
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null);
  if (!stream || isRecording(person)) return false;
  const recorder = new MediaRecorder(stream);
  const began = performance.now();
  recorder.ondataavailable = ({ data }) => taken(data, Math.max(1, Math.round((performance.now() - began) / 1000)));
  recorder.onstop = () => stream.getTracks().forEach((track) => track.stop());
  recording.set(person, () => (recording.delete(person), recorder.stop()));
  recorder.start();
  return true;
}

/** A hum that swells and fades, as a WAV file. */
export function hum(taken) {
  const length = RATE * SECONDS;
  const file = new DataView(new ArrayBuffer(44 + length));
  const write = (at, text) => [...text].forEach((letter, index) => file.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  file.setUint32(4, 36 + length, true);
  write(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, RATE, true);
  file.setUint32(28, RATE, true);
  file.setUint16(32, 1, true);
  file.setUint16(34, 8, true);
  write(36, "data");
  file.setUint32(40, length, true);
  for (let at = 0; at < length; at++) {
    const loud = Math.sin((Math.PI * at) / length) * 40;
    file.setUint8(44 + at, 128 + loud * Math.sin((2 * Math.PI * 220 * at) / RATE));
  }
  taken(new Blob([file], { type: "audio/wav" }), SECONDS);
}
