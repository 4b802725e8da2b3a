// Reads one JSON-LD object a line and prints the errors, by the rules of Google for Jobs, as a JSON list.
import { createInterface } from "node:readline";
import Validator from "@adobe/structured-data-validator";

const errors = [];
for await (const line of createInterface({ input: process.stdin })) {
	const data = JSON.parse(line);
	const issues = await new Validator().validate({
		jsonld: { [data["@type"]]: [data] },
		errors: [],
	});
	errors.push(
		...issues
			.filter((issue) => issue.severity === "ERROR")
			.map((issue) => `${data.title}: ${issue.issueMessage}`),
	);
}
console.log(JSON.stringify(errors));
