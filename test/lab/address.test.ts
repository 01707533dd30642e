import { expect, test } from "vitest";
import { addressText, type Ground, readAddress } from "../../src/lab/address.ts";

const ground: Ground = { folder: "/tmp/lab-x", ports: [20_001, 20_002], prefix: "lab-x/" };

test.each([
  ["127.0.0.1:80", { family: "inet", host: "127.0.0.1", port: 80 }],
  ["127.9.9.9:{port}", { family: "inet", host: "127.9.9.9", port: 20_001 }],
  ["0.0.0.0:{port2}", { family: "inet", host: "0.0.0.0", port: 20_002 }],
  ["[::1]:0", { family: "inet6", host: "::1", port: 0 }],
  ["unix:{path}", { family: "unix", path: "/tmp/lab-x/socket" }],
  ["{path2}", { family: "unix", path: "/tmp/lab-x/socket2" }],
  ["unix:chat", { family: "unix", path: "/tmp/lab-x/chat" }],
  ["@chat", { family: "unix", path: "@lab-x/chat" }],
])("%s is a place of the lab", (text, address) => {
  expect(readAddress(text, ground, false)).toEqual(address);
});

test.each([
  "8.8.8.8:53",
  "10.0.0.1:80",
  "255.255.255.255:9",
  "[2001:4860::8888]:53",
  "[fe80::1]:80",
  "[::ffff:8.8.8.8]:53",
  "[::1%lo]:80",
  "192.0.2.1:0",
  "localhost:80",
  "127.0.0.1:65536",
  "127.0.0.1",
  "unix:/etc/passwd",
  "unix:../x",
  "unix:..",
  "unix:a/b",
  "unix:{path}/../../etc/x",
  "/tmp/lab-xy/socket",
  "unix:",
  "@",
  "{home}",
  "nothing",
])("%s is refused with a remedy", (text) => {
  expect(readAddress(text, ground, false)).toMatchObject({
    message: expect.any(String) as string,
    hint: expect.stringMatching(/\.$/) as string,
  });
});

test("an address that belongs to no machine may be bound, so that the kernel says no", () => {
  expect(readAddress("192.0.2.1:0", ground, true)).toEqual({ family: "inet", host: "192.0.2.1", port: 0 });
  expect(readAddress("8.8.8.8:0", ground, true)).toHaveProperty("message");
});

test.each(["127.0.0.1:80", "[::1]:9", "unix:{path}", "unix:{path2}", "unix:chat", "@chat"])(
  "%s is told as it was typed",
  (text) => {
    const address = readAddress(text, ground, false);
    expect("family" in address && addressText(address, ground)).toBe(text);
  },
);
