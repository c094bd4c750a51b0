// Read GIFT from standard input with the parser of the package whose folder is named, and write what it finds as JSON.
const { parse } = require(process.argv[2]);
process.stdout.write(JSON.stringify(parse(require("fs").readFileSync(0, "utf8"))));
