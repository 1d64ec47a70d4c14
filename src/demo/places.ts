/** Tables of districts (state, first three digits of the pincode, region of names) and of the words of an address. */
import type { Region } from './names.ts'

export interface Place {
  readonly district: string
  readonly state: string
  /** The state's two letters on a vehicle's or a driver's papers. */
  readonly code: string
  readonly pincodeHead: string
  readonly region: Region
  /** 0 a village district … 1 a metropolis. */
  readonly urban: number
  /** Share of the population, relative to the other places. */
  readonly weight: number
}

// District, state, code, pincode head, region, urban, weight.
const ROWS = `Lucknow,Uttar Pradesh,UP,226,hindi,0.7,5
Kanpur Nagar,Uttar Pradesh,UP,208,hindi,0.7,4
Varanasi,Uttar Pradesh,UP,221,hindi,0.5,4
Gorakhpur,Uttar Pradesh,UP,273,hindi,0.2,4
Azamgarh,Uttar Pradesh,UP,276,hindi,0.1,3
Moradabad,Uttar Pradesh,UP,244,muslim,0.4,3
Patna,Bihar,BR,800,hindi,0.5,4
Muzaffarpur,Bihar,BR,842,hindi,0.1,4
Gaya,Bihar,BR,823,hindi,0.1,3
Kishanganj,Bihar,BR,855,muslim,0.1,2
Bhopal,Madhya Pradesh,MP,462,hindi,0.7,3
Indore,Madhya Pradesh,MP,452,hindi,0.7,3
Rewa,Madhya Pradesh,MP,486,hindi,0.2,2
Jaipur,Rajasthan,RJ,302,hindi,0.7,4
Jodhpur,Rajasthan,RJ,342,hindi,0.4,3
Alwar,Rajasthan,RJ,301,hindi,0.2,2
New Delhi,Delhi,DL,110,hindi,1,5
East Delhi,Delhi,DL,110,muslim,1,2
Gurugram,Haryana,HR,122,hindi,0.8,2
Ranchi,Jharkhand,JH,834,hindi,0.4,2
Raipur,Chhattisgarh,CG,492,hindi,0.5,2
Pune,Maharashtra,MH,411,marathi,0.8,5
Mumbai Suburban,Maharashtra,MH,400,marathi,1,5
Nashik,Maharashtra,MH,422,marathi,0.5,3
Kolhapur,Maharashtra,MH,416,marathi,0.3,2
Latur,Maharashtra,MH,413,marathi,0.2,2
Aurangabad,Maharashtra,MH,431,muslim,0.5,2
Ahmedabad,Gujarat,GJ,380,gujarati,0.8,4
Surat,Gujarat,GJ,395,gujarati,0.8,3
Rajkot,Gujarat,GJ,360,gujarati,0.5,2
Kolkata,West Bengal,WB,700,bengali,1,4
Bardhaman,West Bengal,WB,713,bengali,0.3,3
Murshidabad,West Bengal,WB,742,muslim,0.1,3
Jalpaiguri,West Bengal,WB,735,bengali,0.2,2
Chennai,Tamil Nadu,TN,600,tamil,1,4
Coimbatore,Tamil Nadu,TN,641,tamil,0.7,3
Madurai,Tamil Nadu,TN,625,tamil,0.5,3
Salem,Tamil Nadu,TN,636,tamil,0.3,2
Hyderabad,Telangana,TS,500,telugu,1,4
Warangal,Telangana,TS,506,telugu,0.3,2
Guntur,Andhra Pradesh,AP,522,telugu,0.3,3
Visakhapatnam,Andhra Pradesh,AP,530,telugu,0.6,2
Bengaluru Urban,Karnataka,KA,560,kannada,1,5
Belagavi,Karnataka,KA,590,kannada,0.3,2
Mysuru,Karnataka,KA,570,kannada,0.5,2
Ernakulam,Kerala,KL,682,malayalam,0.7,2
Kozhikode,Kerala,KL,673,malayalam,0.5,2
Malappuram,Kerala,KL,676,muslim,0.3,2
Ludhiana,Punjab,PB,141,punjabi,0.6,2
Amritsar,Punjab,PB,143,punjabi,0.5,2
Khordha,Odisha,OD,751,odia,0.5,2
Ganjam,Odisha,OD,760,odia,0.1,2
Kamrup,Assam,AS,781,assamese,0.4,2
Nagaon,Assam,AS,782,assamese,0.1,1`

export const PLACES: readonly Place[] = ROWS.split('\n').map((row) => {
  const [district = '', state = '', code = '', pincodeHead = '', region, urban, weight] =
    row.split(',')
  return {
    district,
    state,
    code,
    pincodeHead,
    region: region as Region,
    urban: Number(urban),
    weight: Number(weight),
  }
})

const list = (text: string): readonly string[] => text.split(', ')

export const STREETS = list(
  'MG Road, Station Road, Gandhi Nagar, Nehru Colony, Shastri Nagar, Civil Lines, Main Bazar, Temple Street, Model Town, Subhash Chowk, Patel Nagar, Ambedkar Nagar, Rajiv Colony, Ward 7, Ward 12, Kalyan Vihar, Green Park, Anna Street, Tilak Path, Lake View Layout, Old Mill Road, School Lane, Azad Nagar, Ram Nagar, Kamla Vihar, Hospital Road, Canal Road, New Market, Indira Colony, Laxmi Puram',
)
export const LANDMARKS = list(
  'Near Bus Stand, Opp Post Office, Behind Petrol Pump, Near Water Tank, Near Panchayat Bhawan, Opp Govt School, Near Railway Gate, Near Old Temple, Beside Bank, Near Jama Masjid',
)
