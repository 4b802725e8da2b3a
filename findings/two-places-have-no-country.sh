#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Google's documentation of JobPosting allows several places: "jobLocation" as a list. Adobe's validator
# (@adobe/structured-data-validator 1.7.1 on npm) takes one place with addressCountry, and reports for a list of two
# such places that "jobLocation.address.addressCountry" is missing: it looks for the path in the list itself.
# Instead: keep the list and validate the posting once per place.
set -eu
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
cd "$FOLDER"
npm install --silent --no-audit --no-fund @adobe/structured-data-validator@1.7.1 @marbec/web-auto-extractor@2.2.1
cat > check.mjs <<'SCRIPT'
import Validator from "@adobe/structured-data-validator";
import Extractor from "@marbec/web-auto-extractor";

const town = (name) => ({
  "@type": "Place",
  address: { "@type": "PostalAddress", addressLocality: name, addressCountry: "DE" },
});
const posting = (jobLocation) => ({
  "@context": "https://schema.org/",
  "@type": "JobPosting",
  title: "Cook",
  description: "<p>Cooking for 40 children.</p>",
  datePosted: "2026-11-02",
  hiringOrganization: { "@type": "Organization", name: "Kita Sonnenhof" },
  jobLocation,
});
const missing = async (jobLocation) => {
  const json = JSON.stringify(posting(jobLocation));
  const extractor = new (Extractor.default ?? Extractor)({ addLocation: true, embedSource: ["rdfa", "microdata"] });
  const data = extractor.parse(`<script type="application/ld+json">${json}</script>`);
  const issues = await new Validator().validate(data);
  return issues.filter(({ severity }) => severity === "ERROR").map(({ issueMessage }) => issueMessage);
};
const one = await missing(town("Kiel"));
const two = await missing([town("Kiel"), town("Ulm")]);
console.log("one place: ", one);
console.log("two places:", two);
process.exit(one.length === 0 && two.join().includes("addressCountry") ? 0 : 1);
SCRIPT
node check.mjs
