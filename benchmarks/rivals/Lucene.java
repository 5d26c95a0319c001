// Lucene as its documentation shows it: EnglishAnalyzer over one field with title and text, which is stored as well, a
// point for the date, a facet for the source, default settings of IndexWriter; queries built from terms, so no time goes
// into parsing them. Runs as one process, the same way as the programs in C++: see workload.hpp.

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

public final class Lucene {
  private static final int TOP = 10;
  private static final int SHOWN_SOURCES = 20;
  /** The compiler of the virtual machine needs more than one round to know what is hot. */
  private static final int WARM_ROUNDS = 5;
  private static final int TIMED_ROUNDS = 3;
  private static final Set<String> ID = Collections.singleton("id");

  private final Analyzer analyzer = new EnglishAnalyzer();

  private void index(Path corpus, Path directory) throws IOException {
    FacetsConfig facets = new FacetsConfig();
    JsonFactory json = new JsonFactory();
    try (Directory files = FSDirectory.open(directory);
        IndexWriter writer = new IndexWriter(files, new IndexWriterConfig(analyzer));
        BufferedReader lines = Files.newBufferedReader(corpus)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Document document = new Document();
        try (JsonParser parser = json.createParser(line)) {
          while (parser.nextToken() != null) {
            if (parser.currentToken() != JsonToken.FIELD_NAME) {
              continue;
            }
            String name = parser.getCurrentName();
            parser.nextToken();
            add(document, name, parser);
          }
        }
        writer.addDocument(facets.build(document));
      }
    }
  }

  private static void add(Document document, String name, JsonParser value) throws IOException {
    switch (name) {
      case "id":
        document.add(new StringField("id", value.getText(), Field.Store.YES));
        break;
      case "source":
        document.add(new StringField("source", value.getText(), Field.Store.NO));
        if (!value.getText().isEmpty()) {
          document.add(new SortedSetDocValuesFacetField("source", value.getText()));
        }
        break;
      case "published_day":
        document.add(new LongPoint("day", value.getLongValue()));
        break;
      case "title":
      case "text":
        document.add(new TextField("text", value.getText(), Field.Store.YES));
        break;
      default:
        break;
    }
  }

  private static final class Asked {
    String kind;
    String text;
    String source;
    long fromDay;
    long toDay;
    List<String> stems;
  }

  private List<String> stems(String text) throws IOException {
    List<String> stems = new ArrayList<>();
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        stems.add(term.toString());
      }
      tokens.end();
    }
    return stems;
  }

  private List<Asked> workload(Path path) throws IOException {
    List<Asked> workload = new ArrayList<>();
    for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
      String[] fields = line.split("\t", -1);
      Asked asked = new Asked();
      asked.kind = fields[0];
      asked.text = fields[1];
      asked.source = fields[2];
      asked.fromDay = Long.parseLong(fields[3]);
      asked.toDay = Long.parseLong(fields[4]);
      asked.stems = stems(asked.text);
      workload.add(asked);
    }
    return workload;
  }

  private static Query any(List<String> stems, Occur occur) {
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    for (String stem : stems) {
      builder.add(new TermQuery(new Term("text", stem)), occur);
    }
    return builder.build();
  }

  private static Query withFilter(Query words, Query filter) {
    return new BooleanQuery.Builder().add(words, Occur.MUST).add(filter, Occur.FILTER).build();
  }

  private final class Answers {
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState sources;
    private final MoreLikeThis similar;
    private long bytesRead;

    Answers(DirectoryReader reader) throws IOException {
      searcher = new IndexSearcher(reader);
      sources = new DefaultSortedSetDocValuesReaderState(reader);
      similar = new MoreLikeThis(reader);
      similar.setAnalyzer(analyzer);
      similar.setFieldNames(new String[] {"text"});
    }

    private Query query(Asked asked) throws IOException {
      switch (asked.kind) {
        case "and2":
          return any(asked.stems, Occur.MUST);
        case "phrase":
          return new PhraseQuery("text", asked.stems.toArray(new String[0]));
        case "filter":
          return withFilter(any(asked.stems, Occur.SHOULD), new TermQuery(new Term("source", asked.source)));
        case "date":
          return withFilter(any(asked.stems, Occur.SHOULD), LongPoint.newRangeQuery("day", asked.fromDay, asked.toDay));
        case "prefix":
          return new PrefixQuery(new Term("text", asked.text));
        case "similar":
          TopDocs itself = searcher.search(new TermQuery(new Term("id", asked.text)), 1);
          return similar.like(itself.scoreDocs[0].doc);
        default:
          return any(asked.stems, Occur.SHOULD);
      }
    }

    int answer(Asked asked) throws IOException {
      TopDocs found;
      if (asked.kind.equals("facets")) {
        FacetsCollector collector = new FacetsCollector();
        found = FacetsCollector.search(searcher, query(asked), TOP, collector);
        FacetResult counts = new SortedSetDocValuesFacetCounts(sources, collector).getTopChildren(SHOWN_SOURCES, "source");
        bytesRead += counts == null ? 0 : counts.labelValues.length;
      } else {
        found = searcher.search(query(asked), TOP);
      }
      for (ScoreDoc hit : found.scoreDocs) {
        bytesRead += searcher.doc(hit.doc, ID).get("id").length();
      }
      return found.scoreDocs.length;
    }
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  private static void measureKind(List<Asked> queries, Answers answers) throws IOException {
    String kind = queries.get(0).kind;
    if (kind.equals("suggest")) {
      return;
    }
    long hits = 0;
    for (int round = 0; round < WARM_ROUNDS; ++round) {
      hits = 0;
      for (Asked asked : queries) {
        hits += answers.answer(asked);
      }
    }
    double[] micros = new double[TIMED_ROUNDS * queries.size()];
    for (int i = 0; i < micros.length; ++i) {
      long start = System.nanoTime();
      answers.answer(queries.get(i % queries.size()));
      micros[i] = (System.nanoTime() - start) / 1e3;
    }
    Arrays.sort(micros);
    System.out.printf(Locale.ROOT,
        "{\"engine\":\"lucene\",\"kind\":\"%s\",\"queries\":%d,\"samples\":%d,\"hits\":%d,\"p50_us\":%.1f,\"p99_us\":%.1f}%n",
        kind, queries.size(), micros.length, hits, percentile(micros, 0.5), percentile(micros, 0.99));
  }

  private void query(Path directory, Path workload) throws IOException {
    List<Asked> asked = workload(workload);
    try (Directory files = FSDirectory.open(directory); DirectoryReader reader = DirectoryReader.open(files)) {
      Answers answers = new Answers(reader);
      for (int first = 0, last = 0; first < asked.size(); first = last) {
        String kind = asked.get(first).kind;
        while (last < asked.size() && asked.get(last).kind.equals(kind)) {
          ++last;
        }
        measureKind(asked.subList(first, last), answers);
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 3 && arguments[0].equals("index")) {
      new Lucene().index(Paths.get(arguments[1]), Paths.get(arguments[2]));
    } else if (arguments.length == 3 && arguments[0].equals("query")) {
      new Lucene().query(Paths.get(arguments[1]), Paths.get(arguments[2]));
    } else {
      System.err.println("usage: Lucene index CORPUS DIRECTORY | query DIRECTORY WORKLOAD");
      System.exit(2);
    }
  }
}
