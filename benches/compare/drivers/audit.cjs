// Analyzes every row of a file of JSON Lines with yoastseo: node audit.cjs TASK FILE. Rows have a text and a keyphrase.
//
// TASK is count, which parses the text and counts the keyphrase and its density, or full, which runs the assessments of SEO and
// of readability. Texts are given as they are, Markdown as if it were HTML, which spares Yoast most tags. Prints how many rows
// there were and a sum over what was found, so that nothing is left out.
"use strict";

const { readFileSync } = require( "fs" );

// The package is installed beside this project's other scratch files, where NODE_PATH leads.
const { ContentAssessor, Paper, SeoAssessor } = require( "yoastseo" );
const { build } = require( "yoastseo/build/parse/build" );
const LanguageProcessor = require( "yoastseo/build/parse/language/LanguageProcessor" ).default;
const EnglishResearcher = require( "yoastseo/build/languageProcessing/languages/en/Researcher" ).default;

const [ task, path ] = process.argv.slice( 2 );
const rows = readFileSync( path, "utf8" ).trim().split( "\n" ).map( line => JSON.parse( line ) );

function count( paper ) {
	const researcher = new EnglishResearcher( paper );
	paper.setTree( build( paper, new LanguageProcessor( researcher ) ) );
	return researcher.getResearch( "getKeyphraseCount" ).count + researcher.getResearch( "getKeyphraseDensity" ).density;
}

function full( paper ) {
	const researcher = new EnglishResearcher( paper );
	let sum = 0;
	for ( const Assessor of [ SeoAssessor, ContentAssessor ] ) {
		const assessor = new Assessor( researcher );
		assessor.assess( paper );
		sum += assessor.calculateOverallScore();
	}
	return sum;
}

const analyze = { count, full }[ task ];
let sum = 0;
for ( const { text, keyphrase } of rows ) {
	sum += analyze( new Paper( text, { keyword: keyphrase, locale: "en_US" } ) );
}
console.log( `${ rows.length } rows, ${ sum.toFixed( 1 ) }` );
