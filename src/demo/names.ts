/** Tables of Indian names by region, commonest first; where a region writes Devanagari or Tamil, the native form beside. */

export interface NameWord {
  readonly latin: string
  /** The same word in the region's script; empty where the table has none. */
  readonly native: string
}

/** How a region puts a name together, `father` being a parent's given name (a husband's, for many wives). */
export type NameOrder =
  | 'given family'
  | 'given middle'
  | 'given middle family'
  | 'given father family'
  | 'initials given'
  | 'given initials'
  | 'family given'

export interface NameTable {
  readonly orders: readonly NameOrder[]
  readonly men: readonly NameWord[]
  readonly women: readonly NameWord[]
  readonly families: readonly NameWord[]
  /** Second words of a given name (`Kumar`, `Devi`). */
  readonly middles: Readonly<Record<'M' | 'F', readonly NameWord[]>>
}

function words(text: string): NameWord[] {
  return text.split(',').map((pair) => {
    const [latin = '', native = ''] = pair.trim().split(' ')
    return { latin, native }
  })
}

export const NAMES = {
  hindi: {
    orders: ['given family', 'given family', 'given middle family'],
    men: words(`Rahul राहुल, Amit अमित, Sanjay संजय, Rajesh राजेश, Vijay विजय, Suresh सुरेश, Ramesh रमेश, Manoj मनोज,
      Deepak दीपक, Vikas विकास, Anil अनिल, Sunil सुनील, Pankaj पंकज, Rakesh राकेश, Mukesh मुकेश, Ashok अशोक, Dinesh दिनेश,
      Ajay अजय, Vinod विनोद, Sandeep संदीप, Rohit रोहित, Ankit अंकित, Abhishek अभिषेक, Naveen नवीन, Pradeep प्रदीप,
      Arvind अरविंद, Satish सतीश, Mahesh महेश, Yogesh योगेश, Lokesh लोकेश, Hari हरि, Gopal गोपाल, Shyam श्याम, Kailash कैलाश,
      Brijesh बृजेश, Umesh उमेश, Nitin नितिन, Gaurav गौरव, Saurabh सौरभ, Shubham शुभम, Aman अमन, Aarav आरव, Vivek विवेक,
      Ravindra रवींद्र, Devendra देवेंद्र, Surendra सुरेंद्र, Bhupendra भूपेंद्र, Dharmendra धर्मेंद्र, Om ओम, Chandan चंदन`),
    women:
      words(`Sunita सुनीता, Anita अनीता, Pooja पूजा, Neha नेहा, Priya प्रिया, Rekha रेखा, Geeta गीता, Meena मीना,
      Kavita कविता, Savita सविता, Rani रानी, Seema सीमा, Asha आशा, Usha उषा, Kiran किरण, Shanti शांति, Kamla कमला,
      Vimla विमला, Sushila सुशीला, Laxmi लक्ष्मी, Saroj सरोज, Manju मंजू, Babita बबीता, Poonam पूनम, Jyoti ज्योति,
      Ritu रितु, Nisha निशा, Sapna सपना, Shweta श्वेता, Preeti प्रीति, Archana अर्चना, Vandana वंदना, Sangeeta संगीता,
      Mamta ममता, Pushpa पुष्पा, Radha राधा, Sarita सरिता, Suman सुमन, Anjali अंजलि, Khushboo खुशबू, Komal कोमल,
      Aarti आरती, Renu रेणु, Kusum कुसुम, Urmila उर्मिला`),
    families:
      words(`Kumar कुमार, Sharma शर्मा, Singh सिंह, Yadav यादव, Verma वर्मा, Gupta गुप्ता, Mishra मिश्रा, Prasad प्रसाद,
      Chaudhary चौधरी, Tiwari तिवारी, Pandey पांडेय, Jha झा, Rajput राजपूत, Agarwal अग्रवाल, Dubey दुबे, Maurya मौर्य,
      Kushwaha कुशवाहा, Saini सैनी, Meena मीणा, Srivastava श्रीवास्तव, Tripathi त्रिपाठी, Shukla शुक्ला, Chauhan चौहान,
      Thakur ठाकुर, Paswan पासवान, Rathore राठौर, Jain जैन, Soni सोनी, Prajapati प्रजापति, Sahu साहू, Patel पटेल,
      Goyal गोयल, Dixit दीक्षित, Saxena सक्सेना, Bansal बंसल, Gautam गौतम, Lodhi लोधी, Nishad निषाद, Mehta मेहता, Vishwakarma विश्वकर्मा`),
    middles: {
      M: words('Kumar कुमार, Singh सिंह, Prasad प्रसाद, Lal लाल, Chandra चंद्र, Kishore किशोर'),
      F: words('Devi देवी, Kumari कुमारी, Rani रानी, Bai बाई'),
    },
  },
  marathi: {
    orders: ['given father family', 'given father family', 'given family'],
    men: words(`Sachin सचिन, Santosh संतोष, Ganesh गणेश, Prashant प्रशांत, Sunil सुनील, Nilesh नीलेश, Amol अमोल, Mahesh महेश,
      Vitthal विठ्ठल, Dnyaneshwar ज्ञानेश्वर, Rohan रोहन, Sagar सागर, Swapnil स्वप्निल, Kiran किरण, Tukaram तुकाराम,
      Balasaheb बाळासाहेब, Pandurang पांडुरंग, Vishal विशाल, Akshay अक्षय, Omkar ओंकार, Rajendra राजेंद्र, Shivaji शिवाजी,
      Dattatray दत्तात्रय, Sambhaji संभाजी, Nitin नितीन, Yogesh योगेश, Bhausaheb भाऊसाहेब, Vaibhav वैभव, Tushar तुषार, Suhas सुहास`),
    women:
      words(`Sunita सुनीता, Vaishali वैशाली, Manisha मनीषा, Sangita संगीता, Jayshree जयश्री, Ashwini अश्विनी, Snehal स्नेहल,
      Rupali रुपाली, Swati स्वाती, Mangal मंगल, Kalpana कल्पना, Shobha शोभा, Lata लता, Vandana वंदना, Pallavi पल्लवी,
      Pratibha प्रतिभा, Supriya सुप्रिया, Aparna अपर्णा, Sheetal शीतल, Nanda नंदा, Sakshi साक्षी, Sayali सायली, Tejaswini तेजस्विनी,
      Anuradha अनुराधा, Rohini रोहिणी`),
    families:
      words(`Patil पाटील, Jadhav जाधव, Shinde शिंदे, Pawar पवार, Deshmukh देशमुख, Kulkarni कुलकर्णी, Kale काळे, More मोरे,
      Gaikwad गायकवाड, Chavan चव्हाण, Kamble कांबळे, Joshi जोशी, Mane माने, Sawant सावंत, Bhosale भोसले, Salunkhe साळुंखे,
      Thorat थोरात, Kadam कदम, Deshpande देशपांडे, Gawande गावंडे, Wagh वाघ, Sonawane सोनवणे, Lokhande लोखंडे, Nikam निकम,
      Khandekar खांडेकर, Phadke फडके, Ghorpade घोरपडे, Tambe तांबे, Waghmare वाघमारे, Bhagat भगत`),
    middles: { M: words('Rao राव, Kumar कुमार'), F: words('Bai बाई, Tai ताई') },
  },
  gujarati: {
    orders: ['given father family', 'given family', 'given father family'],
    men: words(`Jayesh, Bharat, Hitesh, Kalpesh, Bhavesh, Jignesh, Nilesh, Paresh, Dhaval, Chirag, Harsh, Kishan, Mehul,
      Vipul, Rajesh, Mukesh, Dipak, Ashvin, Bhupendra, Ketan, Parth, Darshan, Manish, Ramji, Vallabh`),
    women:
      words(`Hetal, Bhavna, Jagruti, Kokila, Daksha, Nayana, Komal, Krupa, Heena, Rinku, Dimple, Varsha, Hansa,
      Jyotsna, Falguni, Minal, Riddhi, Urvashi, Kajal, Pinal, Bhumika, Sejal`),
    families:
      words(`Patel, Shah, Parmar, Solanki, Desai, Mehta, Chauhan, Prajapati, Makwana, Vaghela, Trivedi, Dave,
      Joshi, Rathod, Gohil, Bhatt, Thakkar, Zala, Jadeja, Panchal, Modi, Gajjar, Dabhi, Bhavsar`),
    middles: { M: words('Bhai, Kumar'), F: words('Ben') },
  },
  bengali: {
    orders: ['given family', 'given family', 'given middle family'],
    men: words(`Subhash, Tapan, Sourav, Arindam, Debashis, Partha, Sukanta, Prosenjit, Biswajit, Ratan, Sujit, Anirban,
      Abhijit, Dipankar, Swapan, Kaushik, Joydeep, Indranil, Nirmal, Pradip, Samir, Tanmoy, Utpal, Shantanu, Bapi`),
    women:
      words(`Mousumi, Sharmila, Tanushree, Kakoli, Rina, Soma, Moumita, Sutapa, Debjani, Ruma, Swapna, Chandana,
      Paromita, Ankita, Rupa, Mitali, Jharna, Purnima, Sanchita, Bulbul, Ananya, Piyali, Tapati, Shreya`),
    families:
      words(`Das, Mondal, Ghosh, Roy, Saha, Sarkar, Banerjee, Mukherjee, Chatterjee, Biswas, Paul, Dutta, Bose,
      Majumdar, Sen, Chakraborty, Halder, Bhattacharya, Nandi, Karmakar, Mallick, Pramanik, Adhikary, Samanta`),
    middles: { M: words('Kumar, Chandra, Nath'), F: words('Rani, Bala') },
  },
  tamil: {
    orders: ['initials given', 'initials given', 'given initials', 'given father family'],
    men: words(`Murugan முருகன், Karthik கார்த்திக், Senthil செந்தில், Kumar குமார், Ramesh ரமேஷ், Suresh சுரேஷ், Selvam செல்வம்,
      Rajendran ராஜேந்திரன், Arumugam ஆறுமுகம், Prakash பிரகாஷ், Vijayakumar விஜயகுமார், Balasubramanian பாலசுப்ரமணியன்,
      Anbu அன்பு, Saravanan சரவணன், Palani பழனி, Ganesan கணேசன், Dinesh தினேஷ், Manikandan மணிகண்டன், Vignesh விக்னேஷ்,
      Periyasamy பெரியசாமி, Subramani சுப்பிரமணி, Mohan மோகன், Velu வேலு, Ilango இளங்கோ, Thangaraj தங்கராஜ், Ravi ரவி,
      Muthu முத்து, Kannan கண்ணன், Arun அருண், Natarajan நடராஜன்`),
    women:
      words(`Lakshmi லட்சுமி, Kavitha கவிதா, Priya பிரியா, Selvi செல்வி, Meenakshi மீனாட்சி, Revathi ரேவதி, Vasanthi வசந்தி,
      Amudha அமுதா, Kalaivani கலைவாணி, Sumathi சுமதி, Tamilselvi தமிழ்செல்வி, Malathi மாலதி, Saraswathi சரஸ்வதி, Divya திவ்யா,
      Gomathi கோமதி, Rani ராணி, Valli வள்ளி, Deepa தீபா, Nithya நித்யா, Parvathi பார்வதி, Indira இந்திரா, Mala மாலா,
      Jayanthi ஜெயந்தி, Geetha கீதா, Bhuvaneswari புவனேஸ்வரி`),
    families:
      words(`Murugesan முருகேசன், Rajan ராஜன், Pandian பாண்டியன், Chettiar செட்டியார், Pillai பிள்ளை, Naidu நாயுடு,
      Gounder கவுண்டர், Nadar நாடார், Iyer ஐயர், Raman ராமன், Krishnan கிருஷ்ணன், Sundaram சுந்தரம், Shanmugam சண்முகம்,
      Thevar தேவர், Mudaliar முதலியார், Arunachalam அருணாச்சலம்`),
    middles: { M: words('Kumar குமார், Raj ராஜ்'), F: words('Devi தேவி, Priya பிரியா') },
  },
  telugu: {
    orders: ['family given', 'family given', 'given middle family'],
    men: words(`Srinivas, Venkatesh, Ramesh, Suresh, Nagaraju, Ravi, Krishna, Rajesh, Mahesh, Satyanarayana, Prasad, Naresh,
      Anjaneyulu, Kiran, Praveen, Sai, Chandra, Raghu, Vamsi, Tirupathi, Mallesh, Shiva, Koteswara, Narsimha, Bhaskar`),
    women:
      words(`Lakshmi, Padma, Swapna, Sunitha, Anitha, Kavitha, Sujatha, Radha, Vijaya, Aruna, Sravani, Mounika, Bhavani,
      Saritha, Jyothi, Sandhya, Manjula, Renuka, Sirisha, Haritha, Nagamani, Rajeshwari, Shailaja, Anusha`),
    families:
      words(`Reddy, Goud, Naidu, Rao, Yadav, Chary, Boddu, Kandula, Gaddam, Bandi, Mamidi, Pasupuleti, Vemula,
      Komatireddy, Kolli, Nallamothu, Gudipati, Challa, Thota, Madasu, Guntupalli, Akula, Dasari, Pothula`),
    middles: { M: words('Kumar, Rao, Babu'), F: words('Devi, Kumari') },
  },
  kannada: {
    orders: ['given initials', 'given family', 'initials given'],
    men: words(`Manjunath, Basavaraj, Shivakumar, Ravi, Nagaraj, Mallikarjun, Prakash, Kiran, Girish, Raghavendra, Anand,
      Chandrashekar, Lokesh, Umesh, Puneeth, Srikanth, Mahadev, Gurunath, Santhosh, Veeresh, Darshan, Naveen`),
    women:
      words(`Savitha, Roopa, Shobha, Bhagya, Rekha, Nagamma, Pushpa, Asha, Chaitra, Rashmi, Veena, Sudha, Kavya,
      Mamatha, Girija, Gayathri, Suma, Sowmya, Lakshmamma, Vidya`),
    families:
      words(`Gowda, Shetty, Hegde, Patil, Naik, Bhat, Hiremath, Kulkarni, Biradar, Acharya, Murthy, Rao, Kamath,
      Poojary, Angadi, Desai, Nayak, Swamy`),
    middles: { M: words('Kumar, Prasad'), F: words('Devi, Rani') },
  },
  malayalam: {
    orders: ['given initials', 'given initials', 'given family'],
    men: words(`Anil, Biju, Rajesh, Sunil, Thomas, Joseph, Shaji, Vinod, Santhosh, Jayan, Mathew, Pradeep, Sreejith, Arun,
      Abdul, Rasheed, Ajith, Manoj, Siby, Varghese, Unnikrishnan, Suresh, Nidhin, Jithin`),
    women:
      words(`Bindu, Sindhu, Mini, Ambika, Remya, Sreeja, Mary, Annamma, Latha, Beena, Shiny, Fathima, Ayisha, Lekha,
      Anju, Neethu, Girija, Smitha, Deepthi, Jisha, Usha, Rajani`),
    families:
      words(`Nair, Menon, Pillai, Kurup, Nambiar, Kurian, Varghese, Thomas, George, Panicker, Warrier, Chacko,
      Philip, Jacob, Kutty, Unnithan`),
    middles: { M: words('Kumar, Mohan'), F: words('Kumari, Mol') },
  },
  punjabi: {
    orders: ['given middle family', 'given middle', 'given middle'],
    men: words(`Gurpreet, Harpreet, Manpreet, Jaswinder, Sukhwinder, Balwinder, Kuldeep, Amrit, Rajinder, Jagdeep, Hardeep,
      Satnam, Lakhwinder, Paramjit, Gurmeet, Navdeep, Ravinder, Arshdeep, Simranjit, Davinder`),
    women:
      words(`Manjit, Gurpreet, Jaspreet, Rajwinder, Kulwinder, Simran, Harjinder, Amandeep, Navjot, Sukhjit, Ravneet,
      Baljit, Parminder, Kirandeep, Jasleen, Satwant, Surjit, Amarjit`),
    families:
      words(`Sidhu, Gill, Sandhu, Dhillon, Grewal, Brar, Bajwa, Sohal, Bains, Chahal, Saini, Virk, Mann, Dhaliwal,
      Randhawa, Johal, Kang, Arora`),
    middles: { M: words('Singh'), F: words('Kaur') },
  },
  odia: {
    orders: ['given middle family', 'given family'],
    men: words(`Bijay, Prakash, Susanta, Manas, Debendra, Rabindra, Pradeep, Sanjib, Tapas, Jagannath, Niranjan, Ashok,
      Bikash, Chittaranjan, Soumya, Duryodhan, Kailash, Sarat`),
    women:
      words(`Sasmita, Mamata, Sabita, Kuni, Pramila, Minati, Swapna, Itishree, Jhunu, Sandhya, Basanti, Lipsa, Rashmita,
      Puspa, Anjana, Tilottama`),
    families:
      words(`Sahoo, Behera, Pradhan, Nayak, Mohanty, Das, Swain, Rout, Panda, Mishra, Jena, Barik, Sethi, Patra,
      Dash, Mallik, Samal, Biswal`),
    middles: { M: words('Kumar, Chandra, Ranjan'), F: words('Rani, Kumari, Lata') },
  },
  assamese: {
    orders: ['given family', 'given middle family'],
    men: words(`Bhaskar, Dipak, Hemanta, Jitul, Nayan, Pranjal, Rituraj, Utpal, Bikash, Mrinal, Diganta, Kamal, Lohit,
      Moni, Ranjit, Simanta`),
    women:
      words(`Anjali, Barnali, Dipti, Gitika, Junmoni, Karabi, Mitali, Nibedita, Pallabi, Rumi, Sewali, Banti, Hiramoni,
      Jahnabi, Lakhi, Mainu`),
    families:
      words(`Das, Bora, Kalita, Saikia, Gogoi, Deka, Baruah, Hazarika, Nath, Talukdar, Borah, Medhi, Boro, Barman,
      Sonowal, Phukan`),
    middles: { M: words('Jyoti, Kumar, Kanta'), F: words('Rani, Devi') },
  },
  muslim: {
    orders: ['given family', 'given middle family', 'given family'],
    men: words(`Mohammad मोहम्मद, Imran इमरान, Salman सलमान, Irfan इरफान, Shahid शाहिद, Aslam असलम, Rashid राशिद, Javed जावेद,
      Arif आरिफ, Nadeem नदीम, Wasim वसीम, Faizan फैजान, Zubair जुबैर, Anwar अनवर, Akram अकरम, Iqbal इकबाल, Sajid साजिद,
      Asif आसिफ, Yusuf यूसुफ, Abdul अब्दुल, Naushad नौशाद, Tariq तारिक, Danish दानिश, Rizwan रिजवान`),
    women:
      words(`Shabana शबाना, Nasreen नसरीन, Rukhsana रुखसाना, Farzana फरजाना, Sakina सकीना, Salma सलमा, Shaheen शाहीन,
      Noorjahan नूरजहां, Ayesha आयशा, Fatima फातिमा, Zarina जरीना, Rubina रुबीना, Hasina हसीना, Tabassum तबस्सुम, Sana सना,
      Mumtaz मुमताज, Afreen आफरीन, Gulshan गुलशन, Razia रजिया, Nazia नाजिया`),
    families:
      words(`Khan खान, Ansari अंसारी, Shaikh शेख, Ahmad अहमद, Ali अली, Siddiqui सिद्दीकी, Qureshi कुरैशी, Hussain हुसैन,
      Alam आलम, Malik मलिक, Pathan पठान, Mansuri मंसूरी, Saifi सैफी, Idrisi इदरीसी, Rahman रहमान, Hashmi हाशमी`),
    middles: {
      M: words('Ahmad अहमद, Ali अली, Hussain हुसैन, Alam आलम'),
      F: words('Begum बेगम, Bano बानो, Khatoon खातून, Parveen परवीन'),
    },
  },
} as const satisfies Record<string, NameTable>
export type Region = keyof typeof NAMES
