import { echoRow } from "./echo.ts";

export const row = echoRow(16_384, 6_000);
