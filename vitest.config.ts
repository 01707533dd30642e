import { defineConfig } from "vitest/config";

// Go builds its standard library before its first program, which a busy machine takes minutes for.
export default defineConfig({
  test: { include: ["test/**/*.test.ts"], testTimeout: 240_000, hookTimeout: 240_000 },
});
