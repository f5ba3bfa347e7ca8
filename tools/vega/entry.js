// What the report uses of Vega. The interpreter stands in for Vega's code generation, so that the report runs without eval.
import { View, Warn, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile } from "vega-lite";

globalThis.indicatorsVega = { View, Warn, parse, compile, expressionInterpreter };
