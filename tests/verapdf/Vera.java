import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Asks veraPDF of each file whether it keeps the standards named before it: Vera ua1 one.pdf ua1,3a two.pdf three.pdf.
 * Exit 0 when all do.
 */
public class Vera {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean all = true;
    String standards = "";
    for (String argument : arguments)
      if (!argument.endsWith(".pdf")) standards = argument;
      else for (String standard : standards.split(",")) all &= keeps(standard, argument);
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
