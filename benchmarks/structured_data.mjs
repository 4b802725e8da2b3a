// Reads one JSON-LD object a line and prints the errors, by the rules of Google for Jobs, as a JSON list.
import { createInterface } from "node:readline";
import Validator from "@adobe/structured-data-validator";

// Google takes a list of places (https://developers.google.com/search/docs/appearance/structured-data/job-posting),
// but @adobe/structured-data-validator 1.7.1 looks for jobLocation.address.addressCountry without going into a list,
// and reports the country of every list as missing. So each place is validated by itself, in a copy of the posting.
const withOnePlaceEach = (data) => {
	if (!Array.isArray(data.jobLocation) || !data.jobLocation.length) return [data];
	return data.jobLocation.map((place) => ({ ...data, jobLocation: place }));
};

const findErrors = async (data) => {
	const issues = await new Validator().validate({
		jsonld: { [data["@type"]]: [data] },
		errors: [],
	});
	const place = data.jobLocation?.address?.addressLocality;
	const name = place ? `${data.title} (${place})` : data.title;
	return issues
		.filter((issue) => issue.severity === "ERROR")
		.map((issue) => `${name}: ${issue.issueMessage}`);
};

const errors = [];
for await (const line of createInterface({ input: process.stdin }))
	for (const data of withOnePlaceEach(JSON.parse(line))) errors.push(...(await findErrors(data)));
console.log(JSON.stringify(errors));
