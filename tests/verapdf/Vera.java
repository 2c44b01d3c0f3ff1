import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF of each file whether it keeps each standard: Vera ua1,3a one.pdf two.pdf. Exit 0 when all do. */
public class Vera {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean all = true;
    for (int file = 1; file < arguments.length; file++)
      for (String standard : arguments[0].split(",")) all &= keeps(standard, arguments[file]);
    System.exit(all ? 0 : 1);
  }

  static boolean keeps(String standard, String file) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(standard);
    try (InputStream in = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 5, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.printf("%s %s %s (%d checks)%n",
          result.isCompliant() ? "PASS" : "FAIL", standard, file, result.getTotalAssertions());
      if (!result.isCompliant())
        for (TestAssertion fault : result.getTestAssertions())
          System.out.printf("  %s-%d %s%n",
              fault.getRuleId().getClause(), fault.getRuleId().getTestNumber(), fault.getMessage());
      return result.isCompliant();
    }
  }
}
