#!/usr/bin/env node
// Nothing to compile.
