"use strict";
// A worker of its own that makes pictures small by the browser's decoder: whatever a hostile picture does, it does it
// here. A photo comes in; a small WebP goes out (a JPEG, by a browser that cannot write WebP), or nothing.
{
  const LONGEST = 192, MOST_PIXELS = 64e6, QUALITY = 0.7; // as the command has them

  // Width times height as the file says it: what would not fit into memory is never decoded. 0 where it says nothing.
  const pixels = (raw) => {
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength), word = (at) => String.fromCharCode(...raw.subarray(at, at + 4));
    if (view.getUint32(0) === 0x89504e47) return view.getUint32(16) * view.getUint32(20);
    if (word(0) === "GIF8") return view.getUint16(6, true) * view.getUint16(8, true);
    if (word(0) === "RIFF") {
      if (word(12) === "VP8X") return (1 + (view.getUint32(24, true) & 0xffffff)) * (1 + (view.getUint32(26, true) >> 8));
      if (word(12) === "VP8L") return (1 + (view.getUint32(21, true) & 0x3fff)) * (1 + ((view.getUint32(21, true) >> 14) & 0x3fff));
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
    }
    for (let at = 2; at < raw.length - 9;) {
      const mark = raw[at + 1];
      if (raw[at] !== 0xff) return 0;
      if (mark === 0xff || mark === 1 || (mark >= 0xd0 && mark <= 0xd8)) at += mark === 0xff ? 1 : 2;
      else if (mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc) return view.getUint16(at + 5) * view.getUint16(at + 7);
      else at += 2 + view.getUint16(at + 2);
    }
    return 0;
  };

  const small = async (raw) => {
    const size = pixels(raw);
    if (!size || size > MOST_PIXELS) return new Uint8Array();
    const picture = await createImageBitmap(new Blob([raw]));
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    const drawn = canvas.getContext("2d");
    drawn.fillStyle = "#fff"; // what shines through a transparent picture
    drawn.fillRect(0, 0, canvas.width, canvas.height);
    drawn.imageSmoothingQuality = "high";
    drawn.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    let made = await canvas.convertToBlob({ type: "image/webp", quality: QUALITY });
    if (made.type !== "image/webp") made = await canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY });
    return new Uint8Array(await made.arrayBuffer());
  };

  onmessage = async ({ data }) => {
    for (const raw of data) postMessage(await small(raw).catch(() => new Uint8Array()));
  };
}
